/* A store of leases in PostgreSQL: its tables and statements. */
#include "store/lease-sql.h"

#include <inttypes.h>
#include <stdio.h>

#include "store/postgres.h"

/*
 * A released version never changes.  To change the tables, add a text at the
 * end (HACKING, "Add a migration").  lease-sqlite.c has the same tables.
 */
static const char *const migrations[] = {
	/* 1 */
	"CREATE TABLE setting ("
	"  name text PRIMARY KEY,"
	"  value text NOT NULL"
	");"
	"INSERT INTO setting VALUES ('pool', '');"
	"CREATE TABLE asn_pool ("
	"  asn bigint PRIMARY KEY CHECK (asn BETWEEN 1 AND 4294967294),"
	"  offered boolean NOT NULL DEFAULT true,"
	/* epoch: it was never used.  NULL: it is held. */
	"  free_since timestamptz DEFAULT 'epoch'"
	");"
	"CREATE INDEX ON asn_pool (free_since, asn)"
	"  WHERE offered AND free_since IS NOT NULL;"
	/* A person that is erased keeps only the hash. */
	"CREATE TABLE person ("
	"  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
	"  hash text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),"
	"  sub text,"
	"  email text,"
	"  asn bigint UNIQUE REFERENCES asn_pool,"
	/* When the person last took or held something. */
	"  used timestamptz NOT NULL,"
	"  erased timestamptz,"
	"  CHECK (erased IS NULL OR (sub IS NULL AND email IS NULL AND"
	"    asn IS NULL))"
	");"
	/* FIRST and LAST are the addresses as text that sorts. */
	"CREATE TABLE prefix_pool ("
	"  prefix cidr PRIMARY KEY,"
	"  first text COLLATE \"C\" NOT NULL,"
	"  last text COLLATE \"C\" NOT NULL CHECK (last >= first),"
	"  offered boolean NOT NULL DEFAULT true,"
	"  free_since timestamptz DEFAULT 'epoch',"
	"  last_person bigint REFERENCES person ON DELETE SET NULL"
	");"
	"CREATE INDEX ON prefix_pool (free_since, first)"
	"  WHERE offered AND free_since IS NOT NULL;"
	"CREATE INDEX ON prefix_pool (last_person)"
	"  WHERE last_person IS NOT NULL;"
	"CREATE INDEX ON prefix_pool (first) WHERE NOT offered;"
	/* RELEASED is the lease's end in fact; NULL: nobody has looked. */
	"CREATE TABLE lease ("
	"  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
	"  person bigint NOT NULL REFERENCES person,"
	"  prefix cidr NOT NULL REFERENCES prefix_pool,"
	"  slot integer NOT NULL,"
	"  slots integer NOT NULL,"
	"  start timestamptz NOT NULL,"
	"  ends timestamptz NOT NULL CHECK (ends > start),"
	"  released timestamptz CHECK (released BETWEEN start AND ends),"
	"  rpki boolean NOT NULL DEFAULT false,"
	"  during tstzrange NOT NULL GENERATED ALWAYS AS"
	"    (tstzrange(start, coalesce(released, ends))) STORED,"
	"  CHECK (slot BETWEEN 0 AND slots - 1),"
	"  EXCLUDE USING gist (prefix inet_ops WITH &&, during WITH &&)"
	");"
	"CREATE UNIQUE INDEX ON lease (person, slot) WHERE released IS NULL;"
	"CREATE UNIQUE INDEX ON lease (prefix) WHERE released IS NULL;"
	"CREATE INDEX ON lease (ends) WHERE released IS NULL;"
	"CREATE INDEX ON lease (person);"
	"CREATE INDEX ON lease (released) WHERE released IS NOT NULL;"
	"CREATE FUNCTION lease_begins() RETURNS trigger LANGUAGE plpgsql AS $$"
	"BEGIN"
	"  UPDATE prefix_pool SET free_since = NULL, last_person = NULL"
	"    WHERE prefix = NEW.prefix;"
	"  UPDATE person SET used = greatest(used, NEW.start)"
	"    WHERE id = NEW.person;"
	"  RETURN NULL;"
	"END $$;"
	"CREATE TRIGGER lease_begins AFTER INSERT ON lease"
	"  FOR EACH ROW EXECUTE FUNCTION lease_begins();"
	"CREATE FUNCTION lease_ends() RETURNS trigger LANGUAGE plpgsql AS $$"
	"BEGIN"
	"  UPDATE prefix_pool SET free_since = NEW.released,"
	"    last_person = NEW.person WHERE prefix = NEW.prefix;"
	"  UPDATE person SET used = greatest(used, NEW.released)"
	"    WHERE id = NEW.person;"
	"  RETURN NULL;"
	"END $$;"
	"CREATE TRIGGER lease_ends AFTER UPDATE OF released ON lease"
	"  FOR EACH ROW WHEN (NEW.released IS NOT NULL)"
	"  EXECUTE FUNCTION lease_ends();"
	"CREATE FUNCTION lease_fixed() RETURNS trigger LANGUAGE plpgsql AS $$"
	"BEGIN"
	"  RAISE 'a lease is changed that is over, or removed that is not';"
	"END $$;"
	"CREATE TRIGGER lease_fixed BEFORE UPDATE ON lease"
	"  FOR EACH ROW WHEN (OLD.released IS NOT NULL OR"
	"    (NEW.id, NEW.person, NEW.prefix, NEW.start) IS DISTINCT FROM"
	"    (OLD.id, OLD.person, OLD.prefix, OLD.start))"
	"  EXECUTE FUNCTION lease_fixed();"
	"CREATE TRIGGER lease_kept BEFORE DELETE ON lease"
	"  FOR EACH ROW WHEN (OLD.released IS NULL)"
	"  EXECUTE FUNCTION lease_fixed();"
	"CREATE FUNCTION person_asn() RETURNS trigger LANGUAGE plpgsql AS $$"
	"BEGIN"
	"  IF EXISTS (SELECT 1 FROM lease WHERE person = NEW.id AND"
	"    released IS NULL) THEN"
	"    RAISE 'a user with a lease loses the AS number';"
	"  END IF;"
	"  UPDATE asn_pool SET free_since = NEW.used WHERE asn = OLD.asn;"
	"  UPDATE asn_pool SET free_since = NULL WHERE asn = NEW.asn;"
	"  RETURN NULL;"
	"END $$;"
	"CREATE TRIGGER person_asn AFTER UPDATE OF asn ON person"
	"  FOR EACH ROW WHEN (OLD.asn IS DISTINCT FROM NEW.asn)"
	"  EXECUTE FUNCTION person_asn();"
	/* ROAs that may exist. */
	"CREATE TABLE roa ("
	"  prefix cidr NOT NULL REFERENCES prefix_pool,"
	"  asn bigint NOT NULL,"
	"  PRIMARY KEY (prefix, asn)"
	");",
};

/* A parameter that is a time, and one that NULL makes the server's time. */
#define TIME(n) "to_timestamp($" n "::bigint)"
#define NOW(n) "coalesce(" TIME(n) ", now())"
/* A column that is a time. */
#define SECONDS(column) "floor(extract(epoch FROM " column "))::bigint"

/* A condition: a lease that is not over wants the ROA of the row in roa. */
#define ROA_WANTED(now) \
	"EXISTS (SELECT 1 FROM lease JOIN person ON person.id = " \
	"lease.person WHERE lease.prefix = roa.prefix AND " \
	"person.asn = roa.asn AND rpki AND released IS NULL AND " \
	"ends > " now ")"
#define USERS \
	"SELECT hash, sub, email, asn, lease.prefix, " SECONDS( \
	    "start") ", " SECONDS("ends") ", rpki::integer FROM person " \
					  "LEFT JOIN lease ON lease.person = " \
					  "person.id AND " \
					  "released IS NULL AND ends > " NOW( \
					      "1") " "

static const char *const sql[LEASE_STATEMENTS] = {
	/* In order, so that two transactions do not wait for each other. */
	[LEASE_SQL_RELEASE_OVER] =
	    "WITH over AS (SELECT id FROM lease "
	    "WHERE released IS NULL AND ends <= " TIME(
		"1") " ORDER BY id "
		     "FOR UPDATE) UPDATE lease SET released = ends FROM over "
		     "WHERE lease.id = over.id RETURNING lease.id",
	[LEASE_SQL_PERSON_ADD] =
	    "INSERT INTO person (hash, sub, email, used) "
	    "VALUES ($1, $2, CASE WHEN $4::bigint <> 0 THEN $3 END, " TIME(
		"5") ") ON CONFLICT (hash) DO UPDATE SET "
		     "sub = coalesce(excluded.sub, person.sub), "
		     "email = CASE WHEN $4::bigint <> 0 THEN "
		     "coalesce(excluded.email, person.email) END, "
		     "erased = NULL RETURNING id, asn",
	[LEASE_SQL_PERSON_FIND] = "SELECT id, asn, " SECONDS(
	    "erased") " "
		      "FROM person WHERE hash = $1 FOR UPDATE",
	[LEASE_SQL_PERSON_ASN] = "UPDATE person SET asn = $2::bigint, "
				 "used = " TIME("3") " WHERE id = $1::bigint",
	[LEASE_SQL_ASN_FREE] =
	    "SELECT asn FROM asn_pool WHERE offered AND "
	    "free_since IS NOT NULL AND free_since <= " TIME(
		"1") " "
		     "ORDER BY free_since, asn LIMIT 1 FOR UPDATE SKIP LOCKED",
	[LEASE_SQL_SLOTS] =
	    "SELECT slot FROM lease "
	    "WHERE person = $1::bigint AND released IS NULL ORDER BY slot",
	[LEASE_SQL_RESTING] = "SELECT prefix FROM prefix_pool "
			      "WHERE last_person = $1::bigint AND offered AND "
			      "free_since <= " TIME(
				  "2") " ORDER BY free_since DESC, first "
				       "LIMIT 1 FOR UPDATE SKIP LOCKED",
	[LEASE_SQL_FREE] =
	    "SELECT prefix FROM prefix_pool AS p "
	    "WHERE offered AND free_since IS NOT NULL AND "
	    "free_since <= " TIME(
		"1") " "
		     "AND NOT EXISTS (SELECT 1 FROM roa WHERE roa.prefix = "
		     "p.prefix) "
		     /* After a change of the site's prefix-length. */
		     "AND NOT EXISTS (SELECT 1 FROM prefix_pool AS old "
		     "WHERE NOT old.offered AND old.first <= p.last AND "
		     "old.last >= p.first AND (old.free_since IS NULL OR "
		     "old.free_since > " TIME(
			 "1") ")) "
			      "ORDER BY free_since, first LIMIT 1 FOR UPDATE "
			      "OF p SKIP LOCKED",
	[LEASE_SQL_LEASE_ADD] =
	    "INSERT INTO lease (person, prefix, slot, "
	    "slots, start, ends) VALUES ($1::bigint, $2::cidr, $3::integer, "
	    "$4::integer, " TIME("5") ", " TIME("6") ")",
	[LEASE_SQL_LEASE_FIND] =
	    "SELECT lease.id, " SECONDS("start") ", " SECONDS(
		"ends") ", rpki::integer, offered::integer "
			"FROM lease JOIN prefix_pool USING (prefix) "
			"WHERE lease.person = $1::bigint AND prefix = $2::cidr "
			"AND "
			"released IS NULL",
	[LEASE_SQL_LEASE_EXTEND] = "UPDATE lease SET ends = " TIME(
	    "2") " "
		 "WHERE id = $1::bigint",
	[LEASE_SQL_LEASE_RELEASE] = "UPDATE lease SET released = "
				    "greatest(start, least(" TIME(
					"2") ", ends)) "
					     "WHERE id = $1::bigint",
	[LEASE_SQL_LEASE_RPKI] = "UPDATE lease SET rpki = $2::bigint <> 0 "
				 "WHERE id = $1::bigint",
	[LEASE_SQL_ROA_ADD] = "INSERT INTO roa VALUES ($1::cidr, $2::bigint) "
			      "ON CONFLICT DO NOTHING",
	[LEASE_SQL_ROA_STALE] = "SELECT prefix, asn FROM roa "
				"WHERE NOT " ROA_WANTED(NOW("1")),
	[LEASE_SQL_ROA_GONE] = "DELETE FROM roa WHERE prefix = $1::cidr AND "
			       "asn = $2::bigint AND NOT " ROA_WANTED(
				   TIME("3")) " RETURNING asn",
	[LEASE_SQL_USERS] = USERS "WHERE asn IS NOT NULL "
				  "ORDER BY asn, lease.prefix",
	[LEASE_SQL_USER] = USERS "WHERE hash = $2 ORDER BY lease.prefix",
	[LEASE_SQL_ERASE_RELEASE] =
	    "UPDATE lease SET released = "
	    "greatest(start, least(" TIME(
		"2") ", ends)) "
		     "WHERE person = $1::bigint AND released IS NULL",
	[LEASE_SQL_ERASE_PERSON] = "UPDATE person SET sub = NULL, "
				   "email = NULL, asn = NULL, used = " TIME(
				       "2") ", "
					    "erased = " TIME(
						"2") " WHERE id = $1::bigint",
	[LEASE_SQL_ERASE_LEASES] = "DELETE FROM lease "
				   "WHERE person = $1::bigint",
	[LEASE_SQL_ERASE_PREFIXES] =
	    "UPDATE prefix_pool "
	    "SET last_person = NULL WHERE last_person = $1::bigint",
	/* A user who takes a lease meanwhile has locked the row, or changed
	 * USED. */
	[LEASE_SQL_RECLAIM] =
	    "WITH idle AS (SELECT id FROM person "
	    "WHERE asn IS NOT NULL AND used <= " TIME(
		"2") " AND NOT EXISTS "
		     "(SELECT 1 FROM lease WHERE lease.person = person.id AND "
		     "released IS NULL) FOR UPDATE SKIP LOCKED) "
		     "UPDATE person SET asn = NULL, used = " TIME(
			 "1") " FROM idle "
			      "WHERE person.id = idle.id RETURNING person.id",
	[LEASE_SQL_FORGET_LEASES] = "DELETE FROM lease "
				    "WHERE released <= " TIME(
					"1") " RETURNING id",
	[LEASE_SQL_FORGET_PERSONS] =
	    "DELETE FROM person WHERE asn IS NULL "
	    "AND erased IS NULL AND NOT EXISTS (SELECT 1 FROM lease "
	    "WHERE lease.person = person.id)",
	[LEASE_SQL_CLOCK] = "SELECT " SECONDS("clock_timestamp()"),
	[LEASE_SQL_POOL_LOCK] = "SELECT 1 FROM setting WHERE name = 'pool' "
				"FOR UPDATE",
	[LEASE_SQL_POOL_IS] = "SELECT value FROM setting WHERE name = 'pool'",
	[LEASE_SQL_POOL_BECOMES] = "UPDATE setting SET value = $1 "
				   "WHERE name = 'pool'",
	[LEASE_SQL_WITHDRAW] = "UPDATE prefix_pool SET offered = false "
			       "WHERE offered",
	[LEASE_SQL_WITHDRAW_ASNS] = "UPDATE asn_pool SET offered = false "
				    "WHERE offered",
	[LEASE_SQL_OFFER] = "INSERT INTO prefix_pool (prefix, first, last) "
			    "VALUES ($1::cidr, $2, $3) ON CONFLICT (prefix) "
			    "DO UPDATE SET offered = true",
	[LEASE_SQL_OFFER_ASNS] =
	    "INSERT INTO asn_pool (asn) "
	    "SELECT generate_series($1::bigint, $2::bigint) "
	    "ON CONFLICT (asn) DO UPDATE SET offered = true",
	[LEASE_SQL_PRUNE] = "DELETE FROM prefix_pool "
			    "WHERE NOT offered AND free_since = 'epoch'",
	[LEASE_SQL_PRUNE_ASNS] = "DELETE FROM asn_pool "
				 "WHERE NOT offered AND free_since = 'epoch'",
};

static const struct pg_kind lease_kind = { "birdfeed_leases", migrations,
	sizeof migrations / sizeof *migrations, sql, LEASE_STATEMENTS };

static struct pg *
handle(struct lease_db *db)
{
	return (struct pg *)(void *)db;
}

static struct pg_rows *
rows_of(struct lease_rows *rows)
{
	return (struct pg_rows *)(void *)rows;
}

static struct lease_db *
postgresql_open(const char *place, int wait_ms, struct why *why)
{
	return (
	    struct lease_db *)(void *)pg_open(place, &lease_kind, wait_ms, why);
}

static void
postgresql_settle(struct lease_db *db)
{
	pg_settle(handle(db));
}

static void
postgresql_close(struct lease_db *db)
{
	pg_close(handle(db));
}

static void
postgresql_begin(struct lease_db *db, bool writes)
{
	pg_begin(handle(db), writes);
}

static bool
postgresql_commit(struct lease_db *db)
{
	return pg_commit(handle(db));
}

static void
postgresql_rollback(struct lease_db *db)
{
	pg_rollback(handle(db));
}

static void
postgresql_fail(struct lease_db *db, const char *why)
{
	pg_fail(handle(db), why);
}

static bool
postgresql_ok(struct lease_db *db)
{
	return pg_ok(handle(db));
}

static const char *
postgresql_error(struct lease_db *db)
{
	return pg_error(handle(db));
}

static bool
postgresql_conflict(struct lease_db *db)
{
	return pg_conflict(handle(db));
}

static struct lease_rows *
postgresql_query(struct lease_db *db, enum lease_statement what,
    const struct lease_value *value, size_t n)
{
	const char *text[LEASE_VALUES_MOST] = { NULL };
	char number[LEASE_VALUES_MOST][24];

	for (size_t i = 0; i < n; i++) {
		snprintf(number[i], sizeof number[i], "%" PRId64,
		    value[i].number);
		text[i] = value[i].type == LEASE_INT ? number[i] :
						       value[i].text;
	}
	return (struct lease_rows *)(void *)pg_query(handle(db), what, text,
	    (int)n);
}

static bool
postgresql_next(struct lease_rows *rows)
{
	return pg_next(rows_of(rows));
}

static int64_t
postgresql_number(struct lease_rows *rows, int column)
{
	return pg_int(rows_of(rows), column);
}

static int64_t
postgresql_clock(struct lease_db *db)
{
	struct lease_rows *rows = postgresql_query(db, LEASE_SQL_CLOCK, NULL,
	    0);
	int64_t now = postgresql_next(rows) ? postgresql_number(rows, 0) : 0;

	pg_done(rows_of(rows));
	return now;
}

static struct slice
postgresql_text(struct lease_rows *rows, int column)
{
	return pg_text(rows_of(rows), column);
}

static bool
postgresql_is_null(struct lease_rows *rows, int column)
{
	return pg_is_null(rows_of(rows), column);
}

static void
postgresql_done(struct lease_rows *rows)
{
	pg_done(rows_of(rows));
}

const struct lease_engine lease_postgresql = { postgresql_open,
	postgresql_settle, postgresql_close, postgresql_begin,
	postgresql_commit, postgresql_rollback, postgresql_fail, postgresql_ok,
	postgresql_error, postgresql_conflict, NULL, postgresql_clock, true,
	postgresql_query, postgresql_next, postgresql_number, postgresql_text,
	postgresql_is_null, postgresql_done };
