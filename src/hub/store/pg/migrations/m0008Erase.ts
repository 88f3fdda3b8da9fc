/**
 * Version 8: a case can be emptied (decision 012). The runtime role still cannot change items, changes or a decided
 * conflict: it may only call these two, which put nothing into a row and take a case's values out, and only of a case that
 * already stands as erased, or of an item that was rejected. Hashes, frames, receipts and audit lines stay as they are.
 */
export const m0008Erase = `
DROP TRIGGER conflict_once ON conflict;
CREATE TRIGGER conflict_once BEFORE UPDATE ON conflict FOR EACH ROW
  WHEN (OLD.resolved_at IS NOT NULL AND (NEW.current::text <> '{}' OR NEW.proposed::text <> '{}'))
  EXECUTE FUNCTION refuse_change();

CREATE FUNCTION erase_case(asked text, asked_at bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = tram_so, pg_temp AS $$
DECLARE
  own uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  emptied integer;
BEGIN
  IF NOT EXISTS (SELECT FROM record WHERE tenant = own AND id = asked AND status = 'erased') THEN
    RETURN -1;
  END IF;
  UPDATE change SET "set" = CASE WHEN "group" = 'status' THEN json_build_object('status', "set" -> 'status') ELSE '{}' END,
    before = CASE WHEN "group" = 'status' THEN before ELSE '{}' END
    WHERE tenant = own AND record = asked;
  UPDATE conflict SET current = '{}', proposed = '{}', resolved_at = coalesce(resolved_at, asked_at)
    WHERE tenant = own AND record = asked;
  UPDATE item SET ct = NULL, withheld = 'erased'
    WHERE tenant = own AND ct IS NOT NULL
    AND (chain, n) IN (SELECT v.chain, v.n FROM verdict v WHERE v.tenant = own AND v.record = asked);
  GET DIAGNOSTICS emptied = ROW_COUNT;
  RETURN emptied;
END $$;

CREATE FUNCTION erase_item(asked_chain text, asked_n bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = tram_so, pg_temp AS $$
DECLARE
  own uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  emptied integer;
BEGIN
  UPDATE item SET ct = NULL, withheld = 'erased'
    WHERE tenant = own AND chain = asked_chain AND n = asked_n AND ct IS NOT NULL
    AND EXISTS (
      SELECT FROM verdict v WHERE v.tenant = own AND v.chain = asked_chain AND v.n = asked_n AND v.state = 'rejected'
    );
  GET DIAGNOSTICS emptied = ROW_COUNT;
  RETURN emptied;
END $$;
REVOKE EXECUTE ON FUNCTION erase_case(text, bigint), erase_item(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_case(text, bigint), erase_item(text, bigint) TO tram_so_hub;
`
