/** Version 24: what tablets stated of their evenings, in their own signed words (SPEC LED-2): counts and places, nothing of a person. */
export const m0024Evenings = `
CREATE TABLE evening (
  tenant uuid NOT NULL REFERENCES tenant,
  device text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  captured integer NOT NULL,
  acknowledged integer NOT NULL,
  told_at bigint NOT NULL,
  jws text NOT NULL,
  PRIMARY KEY (tenant, device, day)
);
ALTER TABLE evening ENABLE ROW LEVEL SECURITY;
ALTER TABLE evening FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON evening
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON evening TO tram_so_hub;
`
