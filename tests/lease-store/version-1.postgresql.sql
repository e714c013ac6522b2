SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET client_min_messages = warning;
CREATE SCHEMA bfdump;
CREATE FUNCTION bfdump.lease_begins() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN  UPDATE prefix_pool SET free_since = NULL, last_person = NULL    WHERE prefix = NEW.prefix;  UPDATE person SET used = greatest(used, NEW.start)    WHERE id = NEW.person;  RETURN NULL;END $$;
CREATE FUNCTION bfdump.lease_ends() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN  UPDATE prefix_pool SET free_since = NEW.released,    last_person = NEW.person WHERE prefix = NEW.prefix;  UPDATE person SET used = greatest(used, NEW.released)    WHERE id = NEW.person;  RETURN NULL;END $$;
CREATE FUNCTION bfdump.lease_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN  RAISE 'a lease is changed that is over, or removed that is not';END $$;
CREATE FUNCTION bfdump.person_asn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN  IF EXISTS (SELECT 1 FROM lease WHERE person = NEW.id AND    released IS NULL) THEN    RAISE 'a user with a lease loses the AS number';  END IF;  UPDATE asn_pool SET free_since = NEW.used WHERE asn = OLD.asn;  UPDATE asn_pool SET free_since = NULL WHERE asn = NEW.asn;  RETURN NULL;END $$;
CREATE TABLE bfdump.asn_pool (
    asn bigint NOT NULL,
    offered boolean DEFAULT true NOT NULL,
    free_since timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone,
    CONSTRAINT asn_pool_asn_check CHECK (((asn >= 1) AND (asn <= '4294967294'::bigint)))
);
CREATE TABLE bfdump.birdfeed_leases (
    version integer NOT NULL
);
CREATE TABLE bfdump.lease (
    id bigint NOT NULL,
    person bigint NOT NULL,
    prefix cidr NOT NULL,
    slot integer NOT NULL,
    slots integer NOT NULL,
    start timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    released timestamp with time zone,
    rpki boolean DEFAULT false NOT NULL,
    during tstzrange GENERATED ALWAYS AS (tstzrange(start, COALESCE(released, ends))) STORED NOT NULL,
    CONSTRAINT lease_check CHECK ((ends > start)),
    CONSTRAINT lease_check1 CHECK (((released >= start) AND (released <= ends))),
    CONSTRAINT lease_check2 CHECK (((slot >= 0) AND (slot <= (slots - 1))))
);
ALTER TABLE bfdump.lease ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bfdump.lease_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bfdump.person (
    id bigint NOT NULL,
    hash text NOT NULL,
    sub text,
    email text,
    asn bigint,
    used timestamp with time zone NOT NULL,
    erased timestamp with time zone,
    CONSTRAINT person_check CHECK (((erased IS NULL) OR ((sub IS NULL) AND (email IS NULL) AND (asn IS NULL)))),
    CONSTRAINT person_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);
ALTER TABLE bfdump.person ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bfdump.person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bfdump.prefix_pool (
    prefix cidr NOT NULL,
    first text NOT NULL COLLATE pg_catalog."C",
    last text NOT NULL COLLATE pg_catalog."C",
    offered boolean DEFAULT true NOT NULL,
    free_since timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone,
    last_person bigint,
    CONSTRAINT prefix_pool_check CHECK ((last >= first))
);
CREATE TABLE bfdump.roa (
    prefix cidr NOT NULL,
    asn bigint NOT NULL
);
CREATE TABLE bfdump.setting (
    name text NOT NULL,
    value text NOT NULL
);
INSERT INTO bfdump.asn_pool VALUES (4200000003, true, '1970-01-01 00:00:00+00');
INSERT INTO bfdump.asn_pool VALUES (4200000004, true, '1970-01-01 00:00:00+00');
INSERT INTO bfdump.asn_pool VALUES (4200000005, true, '1970-01-01 00:00:00+00');
INSERT INTO bfdump.asn_pool VALUES (4200000006, true, '1970-01-01 00:00:00+00');
INSERT INTO bfdump.asn_pool VALUES (4200000007, true, '1970-01-01 00:00:00+00');
INSERT INTO bfdump.asn_pool VALUES (4200000008, true, '1970-01-01 00:00:00+00');
INSERT INTO bfdump.asn_pool VALUES (4200000009, true, '1970-01-01 00:00:00+00');
INSERT INTO bfdump.asn_pool VALUES (4200000000, true, NULL);
INSERT INTO bfdump.asn_pool VALUES (4200000001, true, NULL);
INSERT INTO bfdump.asn_pool VALUES (4200000002, true, '2026-11-27 12:00:00+00');
INSERT INTO bfdump.birdfeed_leases VALUES (1);
INSERT INTO bfdump.lease OVERRIDING SYSTEM VALUE VALUES (1, 1, '2001:db8::/48', 0, 2, '2026-11-27 12:00:00+00', '2026-11-27 13:00:00+00', NULL, true, DEFAULT);
INSERT INTO bfdump.lease OVERRIDING SYSTEM VALUE VALUES (2, 2, '2001:db8:1::/48', 0, 2, '2026-11-27 12:00:00+00', '2026-11-27 13:00:00+00', '2026-11-27 12:00:00+00', false, DEFAULT);
INSERT INTO bfdump.person OVERRIDING SYSTEM VALUE VALUES (1, '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90', 'alice', 'alice@orchard.example', 4200000000, '2026-11-27 12:00:00+00', NULL);
INSERT INTO bfdump.person OVERRIDING SYSTEM VALUE VALUES (2, '81b637d8fcd2c6da6359e6963113a1170de795e4b725b84d1e0b4cfd9ec58ce9', 'bob', NULL, 4200000001, '2026-11-27 12:00:00+00', NULL);
INSERT INTO bfdump.person OVERRIDING SYSTEM VALUE VALUES (3, '283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', NULL, NULL, NULL, '2026-11-27 12:00:00+00', '2026-11-27 12:00:00+00');
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8:2::/48', '620010db8000200000000000000000000', '620010db80002ffffffffffffffffffff', true, '1970-01-01 00:00:00+00', NULL);
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8:3::/48', '620010db8000300000000000000000000', '620010db80003ffffffffffffffffffff', true, '1970-01-01 00:00:00+00', NULL);
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8:4::/48', '620010db8000400000000000000000000', '620010db80004ffffffffffffffffffff', true, '1970-01-01 00:00:00+00', NULL);
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8:5::/48', '620010db8000500000000000000000000', '620010db80005ffffffffffffffffffff', true, '1970-01-01 00:00:00+00', NULL);
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8:6::/48', '620010db8000600000000000000000000', '620010db80006ffffffffffffffffffff', true, '1970-01-01 00:00:00+00', NULL);
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8:7::/48', '620010db8000700000000000000000000', '620010db80007ffffffffffffffffffff', true, '1970-01-01 00:00:00+00', NULL);
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8::/48', '620010db8000000000000000000000000', '620010db80000ffffffffffffffffffff', true, NULL, NULL);
INSERT INTO bfdump.prefix_pool VALUES ('2001:db8:1::/48', '620010db8000100000000000000000000', '620010db80001ffffffffffffffffffff', true, '2026-11-27 12:00:00+00', 2);
INSERT INTO bfdump.roa VALUES ('2001:db8::/48', 4200000000);
INSERT INTO bfdump.setting VALUES ('pool', '4200000000-4200000009 2001:db8::/45 /48');
SELECT pg_catalog.setval('bfdump.lease_id_seq', 2, true);
SELECT pg_catalog.setval('bfdump.person_id_seq', 3, true);
ALTER TABLE ONLY bfdump.asn_pool
    ADD CONSTRAINT asn_pool_pkey PRIMARY KEY (asn);
ALTER TABLE ONLY bfdump.lease
    ADD CONSTRAINT lease_pkey PRIMARY KEY (id);
ALTER TABLE ONLY bfdump.lease
    ADD CONSTRAINT lease_prefix_during_excl EXCLUDE USING gist (prefix inet_ops WITH &&, during WITH &&);
ALTER TABLE ONLY bfdump.person
    ADD CONSTRAINT person_asn_key UNIQUE (asn);
ALTER TABLE ONLY bfdump.person
    ADD CONSTRAINT person_hash_key UNIQUE (hash);
ALTER TABLE ONLY bfdump.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY bfdump.prefix_pool
    ADD CONSTRAINT prefix_pool_pkey PRIMARY KEY (prefix);
ALTER TABLE ONLY bfdump.roa
    ADD CONSTRAINT roa_pkey PRIMARY KEY (prefix, asn);
ALTER TABLE ONLY bfdump.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
CREATE INDEX asn_pool_free_since_asn_idx ON bfdump.asn_pool USING btree (free_since, asn) WHERE (offered AND (free_since IS NOT NULL));
CREATE INDEX lease_ends_idx ON bfdump.lease USING btree (ends) WHERE (released IS NULL);
CREATE INDEX lease_person_idx ON bfdump.lease USING btree (person);
CREATE UNIQUE INDEX lease_person_slot_idx ON bfdump.lease USING btree (person, slot) WHERE (released IS NULL);
CREATE UNIQUE INDEX lease_prefix_idx ON bfdump.lease USING btree (prefix) WHERE (released IS NULL);
CREATE INDEX lease_released_idx ON bfdump.lease USING btree (released) WHERE (released IS NOT NULL);
CREATE INDEX prefix_pool_first_idx ON bfdump.prefix_pool USING btree (first) WHERE (NOT offered);
CREATE INDEX prefix_pool_free_since_first_idx ON bfdump.prefix_pool USING btree (free_since, first) WHERE (offered AND (free_since IS NOT NULL));
CREATE INDEX prefix_pool_last_person_idx ON bfdump.prefix_pool USING btree (last_person) WHERE (last_person IS NOT NULL);
CREATE TRIGGER lease_begins AFTER INSERT ON bfdump.lease FOR EACH ROW EXECUTE FUNCTION bfdump.lease_begins();
CREATE TRIGGER lease_ends AFTER UPDATE OF released ON bfdump.lease FOR EACH ROW WHEN ((new.released IS NOT NULL)) EXECUTE FUNCTION bfdump.lease_ends();
CREATE TRIGGER lease_fixed BEFORE UPDATE ON bfdump.lease FOR EACH ROW WHEN (((old.released IS NOT NULL) OR ((((new.id IS DISTINCT FROM old.id) OR (new.person IS DISTINCT FROM old.person)) OR ((new.prefix)::inet IS DISTINCT FROM (old.prefix)::inet)) OR (new.start IS DISTINCT FROM old.start)))) EXECUTE FUNCTION bfdump.lease_fixed();
CREATE TRIGGER lease_kept BEFORE DELETE ON bfdump.lease FOR EACH ROW WHEN ((old.released IS NULL)) EXECUTE FUNCTION bfdump.lease_fixed();
CREATE TRIGGER person_asn AFTER UPDATE OF asn ON bfdump.person FOR EACH ROW WHEN ((old.asn IS DISTINCT FROM new.asn)) EXECUTE FUNCTION bfdump.person_asn();
ALTER TABLE ONLY bfdump.lease
    ADD CONSTRAINT lease_person_fkey FOREIGN KEY (person) REFERENCES bfdump.person(id);
ALTER TABLE ONLY bfdump.lease
    ADD CONSTRAINT lease_prefix_fkey FOREIGN KEY (prefix) REFERENCES bfdump.prefix_pool(prefix);
ALTER TABLE ONLY bfdump.person
    ADD CONSTRAINT person_asn_fkey FOREIGN KEY (asn) REFERENCES bfdump.asn_pool(asn);
ALTER TABLE ONLY bfdump.prefix_pool
    ADD CONSTRAINT prefix_pool_last_person_fkey FOREIGN KEY (last_person) REFERENCES bfdump.person(id) ON DELETE SET NULL;
ALTER TABLE ONLY bfdump.roa
    ADD CONSTRAINT roa_prefix_fkey FOREIGN KEY (prefix) REFERENCES bfdump.prefix_pool(prefix);
