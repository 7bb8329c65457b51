// title: Version of the graph-data-science plug-in
// about: No row where the plug-in is not there; fewer than `procedures` where it does not fit the server.
SHOW FUNCTIONS YIELD name WHERE name = 'gds.version'
RETURN name
