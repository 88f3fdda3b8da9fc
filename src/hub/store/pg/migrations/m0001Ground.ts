/**
 * Version 1 of the hub's tables. Migrations are append-only: a published one never changes, the next gets the next
 * number. Rules that hold for every table (design D15):
 * - the primary key begins with the tenant, so that rows distribute by commune;
 * - row-level security is on and forced: a row is seen and written only while `app.tenant` names its commune, so a bare
 *   connection sees nothing;
 * - the runtime role owns nothing. It cannot change or remove items, receipts, frames, audit lines, headers, changes or
 *   nonces at all, and may remove only officers' sessions and the queue of items that wait for apply.
 * Texts that are sorted or compared use COLLATE "C": the same order as the in-memory engine, on any server's locale.
 * JSON is `json`, not `jsonb`: a tablet's unknown fields come back as they were sent, order of keys included.
 */
export const m0001Ground = `
CREATE TABLE hub (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch integer NOT NULL CHECK (epoch > 0)
);
INSERT INTO hub (epoch) VALUES (1);

CREATE TABLE tenant (
  id uuid PRIMARY KEY,
  commune_code text COLLATE "C" NOT NULL,
  list_date text COLLATE "C" NOT NULL,
  name text NOT NULL,
  practice boolean NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE counter (
  tenant uuid PRIMARY KEY REFERENCES tenant,
  seq bigint NOT NULL,
  audit_n bigint NOT NULL,
  audit_head text NOT NULL
);

CREATE TABLE audit (
  tenant uuid NOT NULL,
  n bigint NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail json NOT NULL,
  prev text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (tenant, n)
);

CREATE TABLE unit (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('commune', 'hamlet')),
  name text NOT NULL,
  old_name text,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, code)
);

CREATE TABLE team (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  unit text COLLATE "C" NOT NULL,
  name text NOT NULL,
  key_id integer NOT NULL,
  key bytea NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE volunteer (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  team text COLLATE "C" NOT NULL,
  name text NOT NULL,
  sign_key bytea NOT NULL,
  box_key bytea NOT NULL,
  bundle bytea NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'left')),
  PRIMARY KEY (tenant, id)
);

CREATE TABLE officer (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('officer', 'admin')),
  failed_logins integer NOT NULL,
  locked_until bigint NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
);

CREATE TABLE officer_session (
  tenant uuid NOT NULL REFERENCES tenant,
  token_hash text COLLATE "C" NOT NULL,
  officer text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (tenant, token_hash)
);

CREATE TABLE device (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  unit text COLLATE "C" NOT NULL,
  team text COLLATE "C" NOT NULL,
  label text NOT NULL,
  sign_key bytea NOT NULL,
  box_key bytea NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'refused', 'revoked')),
  lease bytea,
  created_at bigint NOT NULL,
  last_seen_at bigint,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE enrol_token (
  tenant uuid NOT NULL REFERENCES tenant,
  token_hash text COLLATE "C" NOT NULL,
  unit text COLLATE "C" NOT NULL,
  team text COLLATE "C" NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (tenant, token_hash)
);

CREATE TABLE nonce (
  tenant uuid NOT NULL,
  nonce text COLLATE "C" NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (tenant, nonce)
);

CREATE TABLE chain (
  tenant uuid NOT NULL REFERENCES tenant,
  chain text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant, chain)
);
CREATE INDEX chain_by_device ON chain (tenant, device, chain);

CREATE TABLE session_header (
  tenant uuid NOT NULL,
  sid text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  kid text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant, sid)
);

-- The append order is "ord": given under the chain's lock, so within a chain it rises with n.
CREATE TABLE item (
  tenant uuid NOT NULL,
  chain text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  ord bigint GENERATED ALWAYS AS IDENTITY,
  device text COLLATE "C" NOT NULL,
  type integer NOT NULL,
  schema integer NOT NULL,
  sid text COLLATE "C" NOT NULL,
  seal_id bytea NOT NULL,
  ct bytea,
  ct_hash bytea NOT NULL,
  withheld text,
  hash bytea NOT NULL,
  received_at bigint NOT NULL,
  quarantined boolean NOT NULL,
  PRIMARY KEY (tenant, chain, n),
  CHECK ((ct IS NULL) = (withheld IS NOT NULL))
);
-- Sealed bytes do not compress: do not try.
ALTER TABLE item ALTER COLUMN ct SET STORAGE EXTERNAL;

-- The queue of apply: a row for each item that has no verdict and is not quarantined. A table of its own, because
-- an item row never changes.
CREATE TABLE pending (
  tenant uuid NOT NULL,
  ord bigint NOT NULL,
  chain text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  PRIMARY KEY (tenant, ord)
);
CREATE UNIQUE INDEX pending_by_place ON pending (tenant, chain, n);

CREATE TABLE frame (
  tenant uuid NOT NULL,
  chain text COLLATE "C" NOT NULL,
  up_to_n bigint NOT NULL,
  from_n bigint NOT NULL,
  device text COLLATE "C" NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (tenant, chain, up_to_n)
);

CREATE TABLE receipt (
  tenant uuid NOT NULL,
  chain text COLLATE "C" NOT NULL,
  up_to_n bigint NOT NULL,
  jws text NOT NULL,
  PRIMARY KEY (tenant, chain, up_to_n)
);

CREATE TABLE verdict (
  tenant uuid NOT NULL,
  chain text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  device text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('applied', 'held', 'rejected')),
  reason text,
  data json NOT NULL,
  waits_for text COLLATE "C",
  record text COLLATE "C",
  version integer,
  seq bigint NOT NULL,
  PRIMARY KEY (tenant, chain, n)
);
CREATE INDEX verdict_by_device ON verdict (tenant, device, seq);
CREATE INDEX verdict_held ON verdict (tenant, waits_for) WHERE state = 'held';
CREATE INDEX verdict_trouble ON verdict (tenant, seq) WHERE state IN ('held', 'rejected');

CREATE TABLE record (
  tenant uuid NOT NULL,
  id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  team text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  groups json NOT NULL,
  extra json NOT NULL,
  status text COLLATE "C" NOT NULL,
  official_code text,
  return_note text,
  parent text COLLATE "C",
  search text COLLATE "C" NOT NULL,
  open_conflicts integer NOT NULL,
  shared boolean NOT NULL,
  ever_shared boolean NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX record_feed ON record (tenant, team, seq) WHERE ever_shared;
CREATE INDEX record_newest ON record (tenant, updated_at DESC, id);
CREATE INDEX record_by_parent ON record (tenant, parent) WHERE parent IS NOT NULL;

CREATE TABLE change (
  tenant uuid NOT NULL,
  record text COLLATE "C" NOT NULL,
  ord bigint GENERATED ALWAYS AS IDENTITY,
  version integer NOT NULL,
  "group" text NOT NULL,
  base integer NOT NULL,
  set json NOT NULL,
  before json NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('applied', 'conflict', 'chosen', 'command')),
  actor text NOT NULL,
  device text,
  chain text,
  n bigint,
  wall bigint,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, record, ord)
);

CREATE TABLE conflict (
  tenant uuid NOT NULL,
  id text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  "group" text NOT NULL,
  current json NOT NULL,
  current_from json NOT NULL,
  proposed json NOT NULL,
  proposed_from json NOT NULL,
  opened_at bigint NOT NULL,
  resolved_at bigint,
  resolved_by text,
  choice text CHECK (choice IN ('current', 'proposed')),
  PRIMARY KEY (tenant, id)
);
CREATE INDEX conflict_by_record ON conflict (tenant, record);
CREATE INDEX conflict_open ON conflict (tenant, opened_at) WHERE resolved_at IS NULL;

CREATE TABLE alarm (
  tenant uuid NOT NULL,
  id text COLLATE "C" NOT NULL,
  code text NOT NULL,
  device text,
  chain text,
  n bigint,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE pack (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  jws text NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX pack_feed ON pack (tenant, seq);

-- What moves forward only, held here too, so that no code path and no session of the runtime role can turn it back.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'forward-only' USING ERRCODE = 'TS001', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER verdict_forward BEFORE UPDATE ON verdict FOR EACH ROW
  WHEN (OLD.state <> 'held') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_forward BEFORE UPDATE ON record FOR EACH ROW
  WHEN (NEW.version < OLD.version OR NEW.seq < OLD.seq) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER chain_forward BEFORE UPDATE ON chain FOR EACH ROW
  WHEN (NEW.n < OLD.n OR NEW.device <> OLD.device) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER conflict_once BEFORE UPDATE ON conflict FOR EACH ROW
  WHEN (OLD.resolved_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pack_forward BEFORE UPDATE ON pack FOR EACH ROW
  WHEN (NEW.version < OLD.version) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER counter_forward BEFORE UPDATE ON counter FOR EACH ROW
  WHEN (NEW.seq < OLD.seq OR NEW.audit_n < OLD.audit_n) EXECUTE FUNCTION refuse_change();

-- The two facts that are told without a tenant: which communes there are, and the epoch.
CREATE FUNCTION all_tenants() RETURNS SETOF tenant LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = tram_so, pg_temp AS $$ SELECT * FROM tram_so.tenant ORDER BY commune_code, id $$;
CREATE FUNCTION hub_epoch() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = tram_so, pg_temp AS $$ SELECT epoch FROM tram_so.hub $$;
CREATE FUNCTION schema_version() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = tram_so, pg_temp AS $$ SELECT coalesce(max(version), 0) FROM tram_so.migration $$;
REVOKE EXECUTE ON FUNCTION all_tenants(), hub_epoch(), schema_version(), refuse_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION all_tenants(), hub_epoch(), schema_version() TO tram_so_hub;

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'tram_so'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE tram_so.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE tram_so.%I FORCE ROW LEVEL SECURITY', name);
    IF name = 'tenant' THEN
      CREATE POLICY own_tenant ON tenant
        USING (id = nullif(current_setting('app.tenant', true), '')::uuid)
        WITH CHECK (id = nullif(current_setting('app.tenant', true), '')::uuid);
    ELSIF name NOT IN ('hub', 'migration') THEN
      EXECUTE format($policy$
        CREATE POLICY own_tenant ON tram_so.%I
          USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
          WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
      $policy$, name);
    END IF;
    IF name IN ('hub', 'migration', 'tenant') THEN
      EXECUTE format('CREATE POLICY owner_all ON tram_so.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA tram_so TO tram_so_hub;
GRANT SELECT, INSERT ON
  tenant, counter, audit, unit, team, volunteer, officer, officer_session, device, enrol_token, nonce, chain,
  session_header, item, pending, frame, receipt, verdict, record, change, conflict, alarm, pack TO tram_so_hub;
GRANT UPDATE ON
  counter, unit, team, volunteer, officer, officer_session, device, enrol_token, chain, verdict, record, conflict, pack
  TO tram_so_hub;
GRANT DELETE ON officer_session, pending TO tram_so_hub;
`
