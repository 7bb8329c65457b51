// title: Published results of runs
// version: 2
// Keys are `RUN ID`, so that a run is replaced and removed without touching another one, or any fact.
CREATE CONSTRAINT tamyr_published_run_run IF NOT EXISTS FOR (n:PublishedRun) REQUIRE n.run IS UNIQUE;
CREATE CONSTRAINT tamyr_cluster_key IF NOT EXISTS FOR (n:Cluster) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT tamyr_finding_key IF NOT EXISTS FOR (n:Finding) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT tamyr_score_key IF NOT EXISTS FOR (n:Score) REQUIRE n.key IS UNIQUE;
CREATE INDEX tamyr_cluster_run IF NOT EXISTS FOR (n:Cluster) ON (n.run);
CREATE INDEX tamyr_finding_run IF NOT EXISTS FOR (n:Finding) ON (n.run);
CREATE INDEX tamyr_score_run IF NOT EXISTS FOR (n:Score) ON (n.run);
