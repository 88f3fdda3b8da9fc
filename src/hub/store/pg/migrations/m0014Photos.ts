/**
 * Version 14: photos of papers. A row a tablet and photo, there from the moment that an item names it or its bytes are whole;
 * which case an item brought it to (SPEC PHO-3). What is erased stays erased (PHO-11): the runtime role cannot turn it back, and
 * removes no row.
 */
export const m0014Photos = `
CREATE TABLE photo (
  tenant uuid NOT NULL REFERENCES tenant,
  device text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  sid text COLLATE "C",
  length integer NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('stored', 'missing', 'gone', 'dropped', 'erasing', 'erased')),
  received_at bigint,
  safe_at bigint,
  PRIMARY KEY (tenant, device, id)
);
CREATE INDEX photo_wanted ON photo (tenant, device) WHERE state = 'missing';
CREATE INDEX photo_erasing ON photo (tenant, device, id) WHERE state = 'erasing';
CREATE TABLE photo_ref (
  tenant uuid NOT NULL REFERENCES tenant,
  device text COLLATE "C" NOT NULL,
  photo text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  chain text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  PRIMARY KEY (tenant, device, photo, record)
);
CREATE INDEX photo_ref_by_record ON photo_ref (tenant, record);
CREATE TRIGGER photo_erased BEFORE UPDATE ON photo FOR EACH ROW
  WHEN (OLD.state = 'erased' OR (OLD.state = 'erasing' AND NEW.state <> 'erased'))
  EXECUTE FUNCTION refuse_change();
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['photo', 'photo_ref'] LOOP
    EXECUTE format('ALTER TABLE tram_so.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE tram_so.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$
      CREATE POLICY own_tenant ON tram_so.%I
        USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
        WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    $policy$, name);
  END LOOP;
END $$;
ALTER TABLE intake ADD COLUMN photo_bytes bigint NOT NULL DEFAULT 0;
GRANT SELECT, INSERT ON photo, photo_ref TO tram_so_hub;
GRANT UPDATE (sid, length, state, received_at, safe_at) ON photo TO tram_so_hub;
`
