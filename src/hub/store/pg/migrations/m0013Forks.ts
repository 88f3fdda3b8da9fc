/**
 * Version 13: a tablet that was cloned or restored. What it sealed where the chain went another way lies in a branch (SPEC
 * CHN-8), bound to the chain it was sealed for; an alarm knows since when it stands, and how often a person has answered it.
 */
export const m0013Forks = `
CREATE TABLE branch (
  tenant uuid NOT NULL REFERENCES tenant,
  chain text COLLATE "C" NOT NULL,
  origin text COLLATE "C" NOT NULL,
  path json NOT NULL,
  PRIMARY KEY (tenant, chain)
);
CREATE INDEX branch_by_origin ON branch (tenant, origin, chain);
CREATE TRIGGER branch_stays BEFORE UPDATE ON branch FOR EACH ROW
  WHEN (NEW.origin <> OLD.origin) EXECUTE FUNCTION refuse_change();
ALTER TABLE branch ENABLE ROW LEVEL SECURITY;
ALTER TABLE branch FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON branch
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON branch TO tram_so_hub;
GRANT UPDATE (path) ON branch TO tram_so_hub;

ALTER TABLE item ADD COLUMN origin text COLLATE "C";

DROP TRIGGER alarm_forward ON alarm;
ALTER TABLE alarm NO FORCE ROW LEVEL SECURITY;
ALTER TABLE alarm ADD COLUMN since bigint;
UPDATE alarm SET since = at;
ALTER TABLE alarm ALTER COLUMN since SET NOT NULL;
ALTER TABLE alarm ADD COLUMN answered integer NOT NULL DEFAULT 0;
ALTER TABLE alarm FORCE ROW LEVEL SECURITY;
CREATE TRIGGER alarm_forward BEFORE UPDATE ON alarm FOR EACH ROW
  WHEN ((NEW.count <= OLD.count AND NEW.answered <= OLD.answered) OR NEW.answered < OLD.answered
    OR NEW.answered > NEW.count)
  EXECUTE FUNCTION refuse_change();
GRANT UPDATE (since, answered) ON alarm TO tram_so_hub;
`
