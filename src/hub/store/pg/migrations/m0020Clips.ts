/**
 * Version 20: sentences as local speakers said them (decision 022). Of a sentence and language one waits for a second person at most,
 * and one counts. What a clip says, who said it and who recorded it never change, and one that counts becomes a draft no more. Nobody
 * reviews what they recorded themselves.
 */
export const m0020Clips = `
CREATE TABLE clip (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  sound text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('draft', 'returned', 'reviewed', 'withdrawn')),
  type text NOT NULL,
  bytes integer NOT NULL,
  speaker text NOT NULL,
  consent_on text NOT NULL,
  recorded_by text COLLATE "C" NOT NULL,
  recorded_at bigint NOT NULL,
  decided_by text COLLATE "C",
  decided_at bigint,
  reason text NOT NULL,
  is_out boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX clip_waits ON clip (tenant, language, sound) WHERE state IN ('draft', 'returned');
CREATE UNIQUE INDEX clip_counts ON clip (tenant, language, sound) WHERE state IN ('reviewed', 'withdrawn');
CREATE TRIGGER clip_forward BEFORE UPDATE ON clip FOR EACH ROW
  WHEN (NEW.language <> OLD.language OR NEW.sound <> OLD.sound OR NEW.speaker <> OLD.speaker
    OR NEW.consent_on <> OLD.consent_on OR NEW.recorded_by <> OLD.recorded_by
    OR (OLD.state = 'reviewed' AND NEW.state NOT IN ('reviewed', 'withdrawn'))
    OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn'))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clip_two_people BEFORE INSERT OR UPDATE ON clip FOR EACH ROW
  WHEN (NEW.state = 'reviewed' AND (NEW.decided_by IS NULL OR NEW.decided_by = NEW.recorded_by))
  EXECUTE FUNCTION refuse_change();
CREATE TABLE clip_body (
  tenant uuid NOT NULL REFERENCES tenant,
  clip text COLLATE "C" NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (tenant, clip)
);
ALTER TABLE clip ENABLE ROW LEVEL SECURITY;
ALTER TABLE clip FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON clip
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE clip_body ENABLE ROW LEVEL SECURITY;
ALTER TABLE clip_body FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON clip_body
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON clip TO tram_so_hub;
GRANT SELECT, INSERT, UPDATE, DELETE ON clip_body TO tram_so_hub;
`
