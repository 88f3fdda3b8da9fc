/**
 * Version 23: a clip or translation that another took the place of stays until no tablet is told of it any more, so that its speaker
 * can take it back (decision 022). And a sentence that came sealed from a tablet (item type 32, SPEC STU-3) is taken out of its item
 * once the studio has it, so that it lies in one place only.
 */
export const m0023Replaced = `
ALTER TABLE clip DROP CONSTRAINT clip_state_check;
ALTER TABLE clip ADD CONSTRAINT clip_state_check
  CHECK (state IN ('draft', 'returned', 'reviewed', 'withdrawn', 'replaced'));
DROP TRIGGER clip_forward ON clip;
CREATE TRIGGER clip_forward BEFORE UPDATE ON clip FOR EACH ROW
  WHEN (NEW.language <> OLD.language OR NEW.sound <> OLD.sound OR NEW.speaker <> OLD.speaker
    OR NEW.consent_on <> OLD.consent_on OR NEW.recorded_by <> OLD.recorded_by
    OR (OLD.state = 'reviewed' AND NEW.state NOT IN ('reviewed', 'withdrawn', 'replaced'))
    OR (OLD.state IN ('withdrawn', 'replaced') AND NEW.state <> OLD.state))
  EXECUTE FUNCTION refuse_change();
ALTER TABLE translation DROP CONSTRAINT translation_state_check;
ALTER TABLE translation ADD CONSTRAINT translation_state_check
  CHECK (state IN ('draft', 'returned', 'reviewed', 'replaced'));
DROP TRIGGER translation_forward ON translation;
CREATE TRIGGER translation_forward BEFORE UPDATE ON translation FOR EACH ROW
  WHEN (NEW.language <> OLD.language OR NEW.source <> OLD.source OR NEW.text <> OLD.text
    OR NEW.written_by <> OLD.written_by OR (OLD.state = 'reviewed' AND NEW.state NOT IN ('reviewed', 'replaced'))
    OR (OLD.state = 'replaced' AND NEW.state <> 'replaced'))
  EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE FUNCTION erase_item(asked_chain text, asked_n bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = tram_so, pg_temp AS $$
DECLARE
  own uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  emptied integer;
BEGIN
  UPDATE item SET ct = NULL, withheld = 'erased'
    WHERE tenant = own AND chain = asked_chain AND n = asked_n AND ct IS NOT NULL
    AND EXISTS (
      SELECT FROM verdict v WHERE v.tenant = own AND v.chain = asked_chain AND v.n = asked_n
      AND (v.state = 'rejected' OR (v.state = 'applied' AND item.type = 32))
    );
  GET DIAGNOSTICS emptied = ROW_COUNT;
  RETURN emptied;
END $$;
`
