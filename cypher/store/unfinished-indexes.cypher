// title: Indexes that are not ready, and why where the server gave up on them
// parameters: names = of the indexes
SHOW INDEXES YIELD name, state, failureMessage
WHERE name IN $names AND state <> 'ONLINE'
RETURN name, state = 'FAILED' AS failed, failureMessage AS message
