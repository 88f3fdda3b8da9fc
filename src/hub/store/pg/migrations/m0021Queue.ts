/**
 * Version 21: the hall's queue (decision 023). A kiosk's letter is given once and never to another; numbers live for a day and
 * hold nothing of who has them.
 */
export const m0021Queue = `
CREATE TABLE kiosk_letter (
  tenant uuid NOT NULL REFERENCES tenant,
  device text COLLATE "C" NOT NULL,
  letter text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, device),
  UNIQUE (tenant, letter)
);
CREATE TABLE ticket (
  tenant uuid NOT NULL REFERENCES tenant,
  day text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  taken_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'called', 'served', 'absent')),
  counter text,
  called_at bigint,
  calls integer NOT NULL,
  PRIMARY KEY (tenant, day, number)
);
ALTER TABLE kiosk_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON kiosk_letter
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE ticket FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON ticket
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON kiosk_letter TO tram_so_hub;
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket TO tram_so_hub;
`
