/** Version 2: what each device has stored today, one row a device (SPEC STR-6). */
export const m0002Intake = `
CREATE TABLE intake (
  tenant uuid NOT NULL REFERENCES tenant,
  device text COLLATE "C" NOT NULL,
  day integer NOT NULL,
  bytes bigint NOT NULL,
  items bigint NOT NULL,
  PRIMARY KEY (tenant, device)
);
ALTER TABLE intake ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON intake
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON intake TO tram_so_hub;
`
