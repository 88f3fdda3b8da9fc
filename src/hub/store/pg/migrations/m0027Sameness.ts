/** Version 27: what the desk decided of two cases that may be one person's (decision 033): two ids, yes or no, by whom. */
export const m0027Sameness = `
CREATE TABLE sameness (
  tenant uuid NOT NULL REFERENCES tenant,
  a text COLLATE "C" NOT NULL,
  b text COLLATE "C" NOT NULL CHECK (a < b),
  same boolean NOT NULL,
  by text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, a, b)
);
CREATE INDEX sameness_b ON sameness (tenant, b);
ALTER TABLE sameness ENABLE ROW LEVEL SECURITY;
ALTER TABLE sameness FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON sameness
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sameness TO tram_so_hub;
`
