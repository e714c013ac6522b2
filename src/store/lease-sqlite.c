/* A store of leases in SQLite: its tables and statements. */
#include "store/lease-sql.h"

#include "base/timestamp.h"
#include "store/db.h"

/*
 * A released version never changes.  To change the tables, add a text at the
 * end (HACKING, "Add a migration").
 */
static const char *const migrations[] = {
	/* 1 */
	"CREATE TABLE setting ("
	"  name TEXT PRIMARY KEY,"
	"  value TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE asn_pool ("
	"  asn INTEGER PRIMARY KEY CHECK (asn BETWEEN 1 AND 4294967294),"
	"  offered INTEGER NOT NULL DEFAULT 1,"
	/* 0: it was never used.  NULL: it is held. */
	"  free_since INTEGER DEFAULT 0"
	") STRICT;"
	"CREATE INDEX asn_pool_free ON asn_pool (free_since, asn)"
	"  WHERE offered AND free_since IS NOT NULL;"
	/* A person that is erased keeps only the hash. */
	"CREATE TABLE person ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT,"
	"  hash TEXT NOT NULL UNIQUE"
	"    CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),"
	"  sub TEXT,"
	"  email TEXT,"
	"  asn INTEGER UNIQUE REFERENCES asn_pool,"
	/* When the person last took or held something. */
	"  used INTEGER NOT NULL,"
	"  erased INTEGER,"
	"  CHECK (erased IS NULL OR (sub IS NULL AND email IS NULL AND"
	"    asn IS NULL))"
	") STRICT;"
	/* FIRST and LAST are the addresses as text that sorts. */
	"CREATE TABLE prefix_pool ("
	"  prefix TEXT PRIMARY KEY,"
	"  first TEXT NOT NULL,"
	"  last TEXT NOT NULL CHECK (last >= first),"
	"  offered INTEGER NOT NULL DEFAULT 1,"
	"  free_since INTEGER DEFAULT 0,"
	"  last_person INTEGER REFERENCES person ON DELETE SET NULL"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX prefix_pool_free ON prefix_pool (free_since, first)"
	"  WHERE offered AND free_since IS NOT NULL;"
	"CREATE INDEX prefix_pool_last ON prefix_pool (last_person)"
	"  WHERE last_person IS NOT NULL;"
	"CREATE INDEX prefix_pool_gone ON prefix_pool (first)"
	"  WHERE NOT offered;"
	/* RELEASED is the lease's end in fact; NULL: nobody has looked. */
	"CREATE TABLE lease ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT,"
	"  person INTEGER NOT NULL REFERENCES person,"
	"  prefix TEXT NOT NULL REFERENCES prefix_pool,"
	"  first TEXT NOT NULL,"
	"  last TEXT NOT NULL,"
	"  slot INTEGER NOT NULL,"
	"  slots INTEGER NOT NULL,"
	"  start INTEGER NOT NULL,"
	"  ends INTEGER NOT NULL CHECK (ends > start),"
	"  released INTEGER CHECK (released BETWEEN start AND ends),"
	"  rpki INTEGER NOT NULL DEFAULT 0 CHECK (rpki IN (0, 1)),"
	"  CHECK (slot BETWEEN 0 AND slots - 1)"
	") STRICT;"
	"CREATE UNIQUE INDEX lease_prefix ON lease (prefix)"
	"  WHERE released IS NULL;"
	"CREATE UNIQUE INDEX lease_slot ON lease (person, slot)"
	"  WHERE released IS NULL;"
	"CREATE INDEX lease_first ON lease (first) WHERE released IS NULL;"
	"CREATE INDEX lease_ends ON lease (ends) WHERE released IS NULL;"
	/* Without their conditions, these two would be used for the leases
	 * that are held, instead of those above. */
	"CREATE INDEX lease_history ON lease (prefix, released)"
	"  WHERE released IS NOT NULL;"
	"CREATE INDEX lease_released ON lease (released)"
	"  WHERE released IS NOT NULL;"
	"CREATE INDEX lease_person ON lease (person);"
	"CREATE INDEX lease_rpki ON lease (prefix)"
	"  WHERE rpki AND released IS NULL;"
	/* Held leases do not overlap, so the one with the greatest first
	 * address tells. */
	"CREATE TRIGGER lease_apart BEFORE INSERT ON lease"
	"  WHEN (SELECT last FROM lease WHERE released IS NULL AND"
	"    first <= NEW.last ORDER BY first DESC LIMIT 1) >= NEW.first "
	"  OR EXISTS (SELECT 1 FROM lease WHERE prefix = NEW.prefix AND"
	"    released > NEW.start) "
	"BEGIN SELECT RAISE (ABORT, 'two leases overlap'); END;"
	"CREATE TRIGGER lease_fixed BEFORE UPDATE ON lease"
	"  WHEN OLD.released IS NOT NULL OR NEW.id <> OLD.id OR"
	"    NEW.person <> OLD.person OR NEW.prefix <> OLD.prefix OR"
	"    NEW.first <> OLD.first OR NEW.last <> OLD.last OR"
	"    NEW.start <> OLD.start "
	"BEGIN SELECT RAISE (ABORT, 'a lease is changed that is over'); END;"
	"CREATE TRIGGER lease_kept BEFORE DELETE ON lease"
	"  WHEN OLD.released IS NULL "
	"BEGIN SELECT RAISE (ABORT, 'a lease is removed that is not over');"
	"END;"
	"CREATE TRIGGER lease_begins AFTER INSERT ON lease "
	"BEGIN"
	"  UPDATE prefix_pool SET free_since = NULL, last_person = NULL"
	"    WHERE prefix = NEW.prefix;"
	"  UPDATE person SET used = max(used, NEW.start)"
	"    WHERE id = NEW.person;"
	"END;"
	"CREATE TRIGGER lease_ends AFTER UPDATE OF released ON lease "
	"BEGIN"
	"  UPDATE prefix_pool SET free_since = NEW.released,"
	"    last_person = NEW.person WHERE prefix = NEW.prefix;"
	"  UPDATE person SET used = max(used, NEW.released)"
	"    WHERE id = NEW.person;"
	"END;"
	"CREATE TRIGGER person_leases BEFORE UPDATE OF asn ON person"
	"  WHEN OLD.asn IS NOT NEW.asn AND EXISTS (SELECT 1 FROM lease"
	"    WHERE person = OLD.id AND released IS NULL) "
	"BEGIN SELECT RAISE (ABORT,"
	"  'a user with a lease loses the AS number'); END;"
	"CREATE TRIGGER person_asn AFTER UPDATE OF asn ON person"
	"  WHEN OLD.asn IS NOT NEW.asn "
	"BEGIN"
	"  UPDATE asn_pool SET free_since = NEW.used WHERE asn = OLD.asn;"
	"  UPDATE asn_pool SET free_since = NULL WHERE asn = NEW.asn;"
	"END;"
	/* ROAs that may exist. */
	"CREATE TABLE roa ("
	"  prefix TEXT NOT NULL REFERENCES prefix_pool,"
	"  asn INTEGER NOT NULL,"
	"  PRIMARY KEY (prefix, asn)"
	") STRICT, WITHOUT ROWID;",
};

static const struct db_kind lease_kind = { "a store of leases",
	0x62666c73, /* "bfls" */
	migrations, sizeof migrations / sizeof *migrations };

/* A condition: a lease that is not over wants the ROA of the row in roa. */
#define ROA_WANTED(now) \
	"EXISTS (SELECT 1 FROM lease JOIN person ON person.id = " \
	"lease.person WHERE lease.prefix = roa.prefix AND " \
	"person.asn = roa.asn AND rpki AND released IS NULL AND " \
	"ends > " now ")"
/* That index is of the leases that are held, without the history. */
#define USERS \
	"SELECT hash, sub, email, asn, prefix, start, ends, rpki " \
	"FROM person LEFT JOIN lease INDEXED BY lease_slot " \
	"ON lease.person = person.id AND released IS NULL AND ends > ?1 "

static const char *const sql[LEASE_STATEMENTS] = {
	[LEASE_SQL_RELEASE_OVER] =
	    "UPDATE lease SET released = ends "
	    "WHERE released IS NULL AND ends <= ?1 RETURNING id",
	[LEASE_SQL_PERSON_ADD] =
	    "INSERT INTO person (hash, sub, email, used) "
	    "VALUES (?1, ?2, CASE WHEN ?4 THEN ?3 END, ?5) "
	    "ON CONFLICT (hash) DO UPDATE SET "
	    "sub = coalesce(excluded.sub, sub), "
	    "email = CASE WHEN ?4 THEN coalesce(excluded.email, email) END, "
	    "erased = NULL RETURNING id, asn",
	[LEASE_SQL_PERSON_FIND] = "SELECT id, asn, erased FROM person "
				  "WHERE hash = ?",
	[LEASE_SQL_PERSON_ASN] = "UPDATE person SET asn = ?2, used = ?3 "
				 "WHERE id = ?1",
	[LEASE_SQL_ASN_FREE] = "SELECT asn FROM asn_pool WHERE offered AND "
			       "free_since IS NOT NULL AND free_since <= ? "
			       "ORDER BY free_since, asn LIMIT 1",
	[LEASE_SQL_SLOTS] = "SELECT slot FROM lease WHERE person = ? AND "
			    "released IS NULL ORDER BY slot",
	[LEASE_SQL_RESTING] =
	    "SELECT prefix FROM prefix_pool "
	    "WHERE last_person = ?1 AND offered AND free_since <= ?2 "
	    "ORDER BY free_since DESC, first LIMIT 1",
	[LEASE_SQL_FREE] =
	    "SELECT prefix FROM prefix_pool AS p "
	    "WHERE offered AND free_since IS NOT NULL AND free_since <= ?1 "
	    "AND NOT EXISTS (SELECT 1 FROM roa WHERE roa.prefix = p.prefix) "
	    /* After a change of the site's prefix-length. */
	    "AND NOT EXISTS (SELECT 1 FROM prefix_pool AS old "
	    "WHERE NOT old.offered AND old.first <= p.last AND "
	    "old.last >= p.first AND (old.free_since IS NULL OR "
	    "old.free_since > ?1)) "
	    "ORDER BY free_since, first LIMIT 1",
	[LEASE_SQL_LEASE_ADD] =
	    "INSERT INTO lease (person, prefix, first, "
	    "last, slot, slots, start, ends) SELECT ?1, prefix, first, last, "
	    "?3, ?4, ?5, ?6 FROM prefix_pool WHERE prefix = ?2",
	[LEASE_SQL_LEASE_FIND] =
	    "SELECT lease.id, start, ends, rpki, offered "
	    "FROM lease JOIN prefix_pool USING (prefix) "
	    "WHERE lease.person = ?1 AND prefix = ?2 AND released IS NULL",
	[LEASE_SQL_LEASE_EXTEND] = "UPDATE lease SET ends = ?2 WHERE id = ?1",
	[LEASE_SQL_LEASE_RELEASE] =
	    "UPDATE lease "
	    "SET released = max(start, min(?2, ends)) WHERE id = ?1",
	[LEASE_SQL_LEASE_RPKI] = "UPDATE lease SET rpki = ?2 WHERE id = ?1",
	[LEASE_SQL_ROA_ADD] = "INSERT INTO roa VALUES (?, ?) "
			      "ON CONFLICT DO NOTHING",
	[LEASE_SQL_ROA_STALE] = "SELECT prefix, asn FROM roa "
				"WHERE NOT " ROA_WANTED("?1"),
	[LEASE_SQL_ROA_GONE] = "DELETE FROM roa WHERE prefix = ?1 AND "
			       "asn = ?2 AND NOT " ROA_WANTED(
				   "?3") " RETURNING asn",
	[LEASE_SQL_USERS] = USERS "WHERE asn IS NOT NULL ORDER BY asn, first",
	[LEASE_SQL_USER] = USERS "WHERE hash = ?2 ORDER BY first",
	[LEASE_SQL_ERASE_RELEASE] = "UPDATE lease "
				    "SET released = max(start, min(?2, ends)) "
				    "WHERE person = ?1 AND released IS NULL",
	[LEASE_SQL_ERASE_PERSON] =
	    "UPDATE person SET sub = NULL, "
	    "email = NULL, asn = NULL, used = ?2, erased = ?2 WHERE id = ?1",
	[LEASE_SQL_ERASE_LEASES] = "DELETE FROM lease WHERE person = ?",
	[LEASE_SQL_ERASE_PREFIXES] =
	    "UPDATE prefix_pool "
	    "SET last_person = NULL WHERE last_person = ?",
	[LEASE_SQL_RECLAIM] =
	    "UPDATE person SET asn = NULL, used = ?1 "
	    "WHERE asn IS NOT NULL AND used <= ?2 AND NOT EXISTS (SELECT 1 "
	    "FROM lease WHERE lease.person = person.id AND released IS NULL) "
	    "RETURNING id",
	[LEASE_SQL_FORGET_LEASES] = "DELETE FROM lease WHERE released <= ? "
				    "RETURNING id",
	[LEASE_SQL_FORGET_PERSONS] =
	    "DELETE FROM person WHERE asn IS NULL "
	    "AND erased IS NULL AND NOT EXISTS (SELECT 1 FROM lease "
	    "WHERE lease.person = person.id)",
	/* A transaction that writes is alone. */
	[LEASE_SQL_POOL_LOCK] = "SELECT 1",
	[LEASE_SQL_POOL_IS] = "SELECT value FROM setting WHERE name = 'pool'",
	[LEASE_SQL_POOL_BECOMES] =
	    "INSERT INTO setting VALUES ('pool', ?) "
	    "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	[LEASE_SQL_WITHDRAW] = "UPDATE prefix_pool SET offered = 0",
	[LEASE_SQL_WITHDRAW_ASNS] = "UPDATE asn_pool SET offered = 0",
	[LEASE_SQL_OFFER] =
	    "INSERT INTO prefix_pool (prefix, first, last) "
	    "VALUES (?, ?, ?) ON CONFLICT (prefix) DO UPDATE SET offered = 1",
	[LEASE_SQL_OFFER_ASNS] =
	    "WITH RECURSIVE range (n) AS (SELECT ?1 "
	    "UNION ALL SELECT n + 1 FROM range WHERE n < ?2) "
	    "INSERT INTO asn_pool (asn) SELECT n FROM range WHERE true "
	    "ON CONFLICT (asn) DO UPDATE SET offered = 1",
	[LEASE_SQL_PRUNE] = "DELETE FROM prefix_pool "
			    "WHERE NOT offered AND free_since = 0",
	[LEASE_SQL_PRUNE_ASNS] = "DELETE FROM asn_pool "
				 "WHERE NOT offered AND free_since = 0",
};

static struct db *
handle(struct lease_db *db)
{
	return (struct db *)(void *)db;
}

static struct db_query *
query_of(struct lease_rows *rows)
{
	return (struct db_query *)(void *)rows;
}

static struct lease_db *
sqlite_open(const char *place, int wait_ms, struct why *why)
{
	struct db *db = db_open(place, &lease_kind, true, wait_ms, why);

	if (db != NULL) {
		db_run(db_query(db, "PRAGMA foreign_keys = ON"));
		db_run(db_query(db, "PRAGMA secure_delete = ON"));
	}
	return (struct lease_db *)(void *)db;
}

static void
sqlite_close(struct lease_db *db)
{
	db_close(handle(db));
}

static void
sqlite_begin(struct lease_db *db, bool writes)
{
	if (writes)
		db_begin(handle(db));
	else
		db_begin_reading(handle(db));
}

static bool
sqlite_commit(struct lease_db *db)
{
	return db_commit(handle(db));
}

static void
sqlite_rollback(struct lease_db *db)
{
	db_rollback(handle(db));
}

static void
sqlite_fail(struct lease_db *db, const char *why)
{
	db_fail(handle(db), "%s", why);
}

static bool
sqlite_ok(struct lease_db *db)
{
	return db_ok(handle(db));
}

static const char *
sqlite_error(struct lease_db *db)
{
	return db_error(handle(db));
}

/* Only one transaction writes at a time, so none is in another's way. */
static bool
sqlite_conflict(struct lease_db *db)
{
	(void)db;
	return false;
}

/* The write-ahead log has copies until it is written back and cut. */
static void
sqlite_wipe(struct lease_db *db)
{
	db_run(db_query(handle(db), "PRAGMA wal_checkpoint(TRUNCATE)"));
}

static int64_t
sqlite_clock(struct lease_db *db)
{
	(void)db;
	return timestamp_now();
}

static struct lease_rows *
sqlite_query(struct lease_db *db, enum lease_statement what,
    const struct lease_value *value, size_t n)
{
	struct db_query *q = db_query(handle(db), sql[what]);

	for (size_t i = 0; i < n; i++)
		if (value[i].type == LEASE_INT)
			db_bind_int(q, value[i].number);
		else
			db_bind_text(q, value[i].text);
	return (struct lease_rows *)(void *)q;
}

static bool
sqlite_next(struct lease_rows *rows)
{
	return db_next(query_of(rows));
}

static int64_t
sqlite_number(struct lease_rows *rows, int column)
{
	return db_int(query_of(rows), column);
}

static struct slice
sqlite_text(struct lease_rows *rows, int column)
{
	return db_text(query_of(rows), column);
}

static bool
sqlite_is_null(struct lease_rows *rows, int column)
{
	return db_is_null(query_of(rows), column);
}

static void
sqlite_done(struct lease_rows *rows)
{
	db_done(query_of(rows));
}

const struct lease_engine lease_sqlite = { sqlite_open, NULL, sqlite_close,
	sqlite_begin, sqlite_commit, sqlite_rollback, sqlite_fail, sqlite_ok,
	sqlite_error, sqlite_conflict, sqlite_wipe, sqlite_clock, false,
	sqlite_query, sqlite_next, sqlite_number, sqlite_text, sqlite_is_null,
	sqlite_done };
