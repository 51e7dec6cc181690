-- What the cluster host keeps here beside the grid: its members and its reminders. The Embedded host never looks at it.
-- Its providers know nothing of these tables but the texts in orleansquery, by key: parameter names, column names and what each answers
-- are the contract. A change of the members and of their version is one statement, so it happens whole or not at all.
CREATE TABLE orleansquery (
    querykey varchar(64) PRIMARY KEY,
    querytext varchar(8000) NOT NULL
);

-- One row a cluster; every change of its members raises the version, and only the one who knew the current version may make it.
CREATE TABLE orleansmembershipversiontable (
    deploymentid varchar(150) PRIMARY KEY,
    timestamp timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 0
);

CREATE TABLE orleansmembershiptable (
    deploymentid varchar(150) NOT NULL REFERENCES orleansmembershipversiontable,
    address varchar(45) NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    siloname varchar(150) NOT NULL,
    hostname varchar(150) NOT NULL,
    status integer NOT NULL,
    proxyport integer NOT NULL,
    suspecttimes text,
    starttime timestamptz NOT NULL,
    iamalivetime timestamptz NOT NULL,
    PRIMARY KEY (deploymentid, address, port, generation)
);

CREATE TABLE orleansreminderstable (
    serviceid varchar(150) NOT NULL,
    grainid varchar(150) NOT NULL,
    remindername varchar(150) NOT NULL,
    starttime timestamptz NOT NULL,
    period bigint NOT NULL,
    grainhash integer NOT NULL,
    version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (serviceid, grainid, remindername)
);
-- Each silo reads the reminders of its part of the ring.
CREATE INDEX orleansreminders_ring ON orleansreminderstable (serviceid, grainhash);

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $$
WITH begun AS (
    INSERT INTO orleansmembershipversiontable (deploymentid) VALUES (@DeploymentId)
    ON CONFLICT (deploymentid) DO NOTHING
    RETURNING deploymentid)
SELECT EXISTS (SELECT FROM begun)
$$),
('InsertMembershipKey', $$
WITH stepped AS (
    UPDATE orleansmembershipversiontable SET version = version + 1, timestamp = now()
    WHERE deploymentid = @DeploymentId AND version = @Version AND NOT EXISTS (
        SELECT FROM orleansmembershiptable
        WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING deploymentid),
joined AS (
    INSERT INTO orleansmembershiptable
        (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
    SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM stepped
    RETURNING deploymentid)
SELECT EXISTS (SELECT FROM joined)
$$),
('UpdateMembershipKey', $$
WITH stepped AS (
    UPDATE orleansmembershipversiontable SET version = version + 1, timestamp = now()
    WHERE deploymentid = @DeploymentId AND version = @Version AND EXISTS (
        SELECT FROM orleansmembershiptable
        WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING deploymentid),
changed AS (
    UPDATE orleansmembershiptable member SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
    FROM stepped
    WHERE member.deploymentid = stepped.deploymentid AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING member.deploymentid)
SELECT EXISTS (SELECT FROM changed)
$$),
('UpdateIAmAlivetimeKey', $$
UPDATE orleansmembershiptable SET iamalivetime = @IAmAliveTime
WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
-- The version is read with the members, in a row of its own where there are none.
('MembershipReadAllKey', $$
SELECT cluster.deploymentid AS DeploymentId, address AS Address, port AS Port, generation AS Generation, siloname AS SiloName,
    hostname AS HostName, status AS Status, proxyport AS ProxyPort, suspecttimes AS SuspectTimes, starttime AS StartTime,
    iamalivetime AS IAmAliveTime, cluster.version AS Version
FROM orleansmembershipversiontable cluster LEFT JOIN orleansmembershiptable member USING (deploymentid)
WHERE cluster.deploymentid = @DeploymentId
$$),
('MembershipReadRowKey', $$
SELECT cluster.deploymentid AS DeploymentId, address AS Address, port AS Port, generation AS Generation, siloname AS SiloName,
    hostname AS HostName, status AS Status, proxyport AS ProxyPort, suspecttimes AS SuspectTimes, starttime AS StartTime,
    iamalivetime AS IAmAliveTime, cluster.version AS Version
FROM orleansmembershipversiontable cluster LEFT JOIN orleansmembershiptable member
    ON member.deploymentid = cluster.deploymentid AND address = @Address AND port = @Port AND generation = @Generation
WHERE cluster.deploymentid = @DeploymentId
$$),
('GatewaysQueryKey', $$
SELECT address AS Address, proxyport AS ProxyPort, generation AS Generation FROM orleansmembershiptable
WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$$),
-- 3 is an active silo, which may only be late.
('CleanupDefunctSiloEntriesKey', $$
DELETE FROM orleansmembershiptable WHERE deploymentid = @DeploymentId AND iamalivetime < @IAmAliveTime AND status <> 3
$$),
('DeleteMembershipTableEntriesKey', $$
DELETE FROM orleansmembershiptable WHERE deploymentid = @DeploymentId;
DELETE FROM orleansmembershipversiontable WHERE deploymentid = @DeploymentId
$$),
('UpsertReminderRowKey', $$
INSERT INTO orleansreminderstable AS kept (serviceid, grainid, remindername, starttime, period, grainhash)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
SET starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = kept.version + 1
RETURNING version AS Version
$$),
('ReadReminderRowKey', $$
SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
FROM orleansreminderstable WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
$$),
('ReadReminderRowsKey', $$
SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
FROM orleansreminderstable WHERE serviceid = @ServiceId AND grainid = @GrainId
$$),
('ReadRangeRows1Key', $$
SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
FROM orleansreminderstable WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash
$$),
-- A range over the seam of the ring, or all of it.
('ReadRangeRows2Key', $$
SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
FROM orleansreminderstable WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
WITH gone AS (
    DELETE FROM orleansreminderstable
    WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName AND version = @Version
    RETURNING grainid)
SELECT EXISTS (SELECT FROM gone)
$$),
('DeleteReminderRowsKey', $$
DELETE FROM orleansreminderstable WHERE serviceid = @ServiceId
$$);
