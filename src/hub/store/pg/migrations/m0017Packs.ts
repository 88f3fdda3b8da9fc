/**
 * Version 15: what packs say, by its hash (SPEC PCK-4): of each the newest version, so that a published mistake does not lie
 * about. That its version only rises, `pack_forward` holds since the first.
 */
export const m0017Packs = `
CREATE TABLE pack_body (
  tenant uuid NOT NULL REFERENCES tenant,
  pack text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (tenant, pack)
);
CREATE INDEX pack_body_by_hash ON pack_body (tenant, sha256);
ALTER TABLE tram_so.pack_body ENABLE ROW LEVEL SECURITY;
ALTER TABLE tram_so.pack_body FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tram_so.pack_body
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON pack_body TO tram_so_hub;
`
