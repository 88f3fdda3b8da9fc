/**
 * Version 9: an alarm is a row a tablet and code, with how often and the newest place, so that one tablet cannot bury the
 * others'. Rows of a place each, from before, become one with their number. What it is about never changes, and the number
 * only rises.
 */
export const m0009Alarms = `
ALTER TABLE alarm NO FORCE ROW LEVEL SECURITY;
ALTER TABLE alarm ADD COLUMN count integer NOT NULL DEFAULT 1;
UPDATE alarm SET count = same.number
  FROM (SELECT tenant, device, code, count(*) AS number FROM alarm GROUP BY tenant, device, code) same
  WHERE alarm.tenant = same.tenant AND alarm.device = same.device AND alarm.code = same.code;
DELETE FROM alarm USING alarm newer
  WHERE alarm.tenant = newer.tenant AND alarm.device = newer.device AND alarm.code = newer.code
  AND (alarm.at, alarm.id) < (newer.at, newer.id);
ALTER TABLE alarm FORCE ROW LEVEL SECURITY;
CREATE TRIGGER alarm_forward BEFORE UPDATE ON alarm FOR EACH ROW
  WHEN (NEW.count <= OLD.count) EXECUTE FUNCTION refuse_change();
GRANT UPDATE (chain, n, at, count) ON alarm TO tram_so_hub;
`
