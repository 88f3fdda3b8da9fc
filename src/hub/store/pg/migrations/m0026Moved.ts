/**
 * Version 26: which records a team had and has no more (SPEC RND-7). Its tablets hear that they are gone, and whoever lists what a lost
 * tablet may have held finds them. Ids and places alone: nothing of a person.
 */
export const m0026Moved = `
CREATE TABLE moved (
  tenant uuid NOT NULL REFERENCES tenant,
  team text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, team, record)
);
CREATE INDEX moved_feed ON moved (tenant, team, seq);
ALTER TABLE moved ENABLE ROW LEVEL SECURITY;
ALTER TABLE moved FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON moved
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON moved TO tram_so_hub;
`
