/**
 * Version 22: sentences of guides as somebody wrote them in another language; each goes the way of a clip (version 20): one waits
 * and one counts, nobody reviews what they wrote, and what counts becomes a draft no more.
 */
export const m0022Translations = `
CREATE TABLE translation (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  text text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('draft', 'returned', 'reviewed')),
  written_by text COLLATE "C" NOT NULL,
  written_at bigint NOT NULL,
  decided_by text COLLATE "C",
  decided_at bigint,
  reason text NOT NULL,
  is_out boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX translation_waits ON translation (tenant, language, source) WHERE state IN ('draft', 'returned');
CREATE UNIQUE INDEX translation_counts ON translation (tenant, language, source) WHERE state = 'reviewed';
CREATE TRIGGER translation_forward BEFORE UPDATE ON translation FOR EACH ROW
  WHEN (NEW.language <> OLD.language OR NEW.source <> OLD.source OR NEW.text <> OLD.text
    OR NEW.written_by <> OLD.written_by OR (OLD.state = 'reviewed' AND NEW.state <> 'reviewed'))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER translation_two_people BEFORE INSERT OR UPDATE ON translation FOR EACH ROW
  WHEN (NEW.state = 'reviewed' AND (NEW.decided_by IS NULL OR NEW.decided_by = NEW.written_by))
  EXECUTE FUNCTION refuse_change();
ALTER TABLE translation ENABLE ROW LEVEL SECURITY;
ALTER TABLE translation FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON translation
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON translation TO tram_so_hub;
`
