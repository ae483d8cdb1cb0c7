-- Of two halves of a cluster that cannot see each other the one goes on that has its name here (cluster.DatabaseLease).
CREATE TABLE cluster_lease (
    name        VARCHAR(255) PRIMARY KEY,
    owner       VARCHAR(255) NOT NULL, -- the node that took it for its half
    lost        TEXT[] NOT NULL, -- the nodes that it did not see then, and took off
    valid_until TIMESTAMP WITH TIME ZONE NOT NULL
);
