/**
 * Version 10: somebody leaves, forgets a PIN or loses a tablet. Older team and sign keys stay (SPEC KEY-6, KEY-7); what a
 * person let in (VDT-8) and the first report of a loss are written once; a recovery's counter only rises (KEY-8).
 */
export const m0010People = `
ALTER TABLE team ADD COLUMN older_keys bytea NOT NULL DEFAULT ''::bytea;
ALTER TABLE volunteer ADD COLUMN older_sign_keys bytea NOT NULL DEFAULT ''::bytea;
ALTER TABLE officer ADD COLUMN disabled boolean NOT NULL DEFAULT false;
CREATE TABLE admission (
  tenant uuid NOT NULL REFERENCES tenant,
  chain text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  by text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, chain, n)
);
CREATE TABLE loss (
  tenant uuid NOT NULL REFERENCES tenant,
  device text COLLATE "C" NOT NULL,
  reported_at bigint NOT NULL,
  by text NOT NULL,
  PRIMARY KEY (tenant, device)
);
CREATE TABLE recovery (
  tenant uuid NOT NULL REFERENCES tenant,
  device text COLLATE "C" NOT NULL,
  volunteer text COLLATE "C" NOT NULL,
  counter integer NOT NULL,
  PRIMARY KEY (tenant, device, volunteer)
);
CREATE INDEX item_quarantine ON item (tenant, ord) WHERE quarantined;
CREATE TRIGGER recovery_forward BEFORE UPDATE ON recovery FOR EACH ROW
  WHEN (NEW.counter < OLD.counter) EXECUTE FUNCTION refuse_change();
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['admission', 'loss', 'recovery'] LOOP
    EXECUTE format('ALTER TABLE tram_so.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE tram_so.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$
      CREATE POLICY own_tenant ON tram_so.%I
        USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
        WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    $policy$, name);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON admission, loss, recovery TO tram_so_hub;
GRANT UPDATE ON recovery TO tram_so_hub;
`
