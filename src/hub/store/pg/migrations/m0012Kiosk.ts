/**
 * Version 12: kiosks (decision 016). A tablet's purpose is decided with its approval; a kiosk's draft is nobody's until it is
 * claimed. What a claim is proved with is written once (SPEC KSK-5).
 */
export const m0012Kiosk = `
ALTER TABLE device ADD COLUMN purpose text NOT NULL DEFAULT 'team' CHECK (purpose IN ('team', 'kiosk'));
ALTER TABLE record ADD COLUMN unclaimed boolean NOT NULL DEFAULT false;
CREATE TABLE claim (
  tenant uuid NOT NULL REFERENCES tenant,
  record text COLLATE "C" NOT NULL,
  proof bytea NOT NULL,
  until bigint NOT NULL,
  wrong integer NOT NULL,
  claimed_by text COLLATE "C",
  PRIMARY KEY (tenant, record)
);
CREATE TRIGGER claim_proof BEFORE UPDATE ON claim FOR EACH ROW
  WHEN (NEW.proof <> OLD.proof) EXECUTE FUNCTION refuse_change();
ALTER TABLE claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE claim FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON claim
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON claim TO tram_so_hub;
`
