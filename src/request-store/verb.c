/* The verbs of request-store. */
#include "request-store/verb.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "site/peer-source.h"
#include "store/petition-order.h"
#include "store/request-admin.h"
#include "store/request-change.h"
#include "store/request-db.h"
#include "store/request-log.h"
#include "store/serial-file.h"
#include "stream/records.h"

#define TAKERS(rows) (rows), sizeof(rows) / sizeof *(rows)

/* The store itself failed. */
static int
store_failed(const struct run *run, const char *why)
{
	struct place place = { run->store, 0 };

	diag_say(run->diag, DIAG_ERROR, &place, NULL, "%s", why);
	return 2;
}

/* Tells those who wait that something has changed.  The change is made: who
 * waits also looks now and then. */
static void
tell(const struct run *run)
{
	struct place place = { run->store, 0 };
	struct why why;

	if (!serial_file_write(run->db, run->store, &why))
		diag_say(run->diag, DIAG_WARNING, &place, "serial", "%s",
		    why.text);
}

/* One line for each order, as its sender may read it. */
static void
print_answer(const char *what, const struct request_answer *a)
{
	printf("%s %s", what, a->name);
	if (a->router[0] != '\0')
		printf(" on %s", a->router);
	if (a->refused != NULL)
		printf(": refused: %s [%s]\n", a->why.text, a->refused);
	else if (a->id != 0)
		printf(": %s, id %" PRIu32 "\n", request_states[a->state],
		    a->id);
	else
		printf(": %s\n", request_states[a->state]);
}

static int
finish(const struct run *run, bool refused)
{
	if (!out_finish(stdout, run->diag))
		return 2;
	return refused ? 1 : 0;
}

static int
answered(const struct run *run, const char *what,
    const struct request_answer *a)
{
	print_answer(what, a);
	if (a->refused == NULL)
		tell(run);
	return finish(run, a->refused != NULL);
}

static int
put(struct run *run)
{
	static const struct taker takers[] = {
		{ "petition", petition_orders_take },
	};
	struct petition_orders orders = { .from = run->options->from };
	struct request_answer answer;
	bool refused, changed = false;
	int status = 2;

	/* An incomplete stream changes nothing. */
	if (!records_read(STDIN_FILENO, "-", TAKERS(takers), &orders,
		run->diag))
		goto out;
	refused = orders.refused > 0;
	for (size_t i = 0; i < orders.n; i++) {
		const struct petition_order *o = orders.v[i];

		if (!request_order(run->db, &run->rules, &o->order, &answer)) {
			status = store_failed(run, db_error(run->db));
			goto out;
		}
		print_answer(petition_operations[o->petition.operation],
		    &answer);
		refused = refused || answer.refused != NULL;
		changed = changed || answer.serial != 0;
	}
	status = finish(run, refused);
out:
	if (changed)
		tell(run);
	petition_orders_free(&orders);
	return status;
}

static int
list(struct run *run)
{
	records_begin(stdout);
	if (!request_db_list(run->db, &run->rules.site->self_service,
		(enum request_state)run->options->state, run->rules.now,
		stdout))
		return store_failed(run, db_error(run->db));
	records_end(stdout);
	return finish(run, false);
}

static void
print_entry(void *to, const struct request_log *entry)
{
	request_log_print(to, entry);
}

static int
show_log(struct run *run)
{
	struct why why;
	uint64_t after = 0;
	const char *text = run->operand[0];

	if (text != NULL &&
	    !number_parse(text, strlen(text), 0, INT64_MAX, &after, &why)) {
		diag_say(run->diag, DIAG_ERROR, NULL, "log", "%s", why.text);
		return 2;
	}
	request_log_read(run->db, (int64_t)after, print_entry, stdout);
	if (!db_ok(run->db))
		return store_failed(run, db_error(run->db));
	return finish(run, false);
}

static int
serial(struct run *run)
{
	int64_t number = request_serial(run->db);

	if (!db_ok(run->db))
		return store_failed(run, db_error(run->db));
	printf("%" PRId64 "\n", number);
	return finish(run, false);
}

static const struct request_actor by_operator;

static int
approve(struct run *run)
{
	struct request_answer a;

	if (!request_approve(run->db, &run->rules, run->options->common.router,
		run->operand[0], &by_operator, &a))
		return store_failed(run, db_error(run->db));
	return answered(run, "approve", &a);
}

static int
refuse(struct run *run)
{
	struct request_answer a;

	if (!request_refuse(run->db, &run->rules, run->options->common.router,
		run->operand[0], run->operand[1], &by_operator, &a))
		return store_failed(run, db_error(run->db));
	return answered(run, "refuse", &a);
}

static int
take_out(struct run *run)
{
	struct request_answer a;

	if (!request_remove(run->db, &run->rules, run->options->common.router,
		run->operand[0], &by_operator, &a))
		return store_failed(run, db_error(run->db));
	return answered(run, "remove", &a);
}

/* What is blocked; false if it is nothing that can be, which was reported. */
static bool
read_block(const struct run *run, char what[static REQUEST_BLOCK_TEXT])
{
	struct why why;

	if (request_block_parse(run->operand[0], what, &why))
		return true;
	diag_say(run->diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
	return false;
}

static int
block(struct run *run)
{
	char what[REQUEST_BLOCK_TEXT];
	unsigned long removed;
	bool ok;

	if (!read_block(run, what))
		return 2;
	ok = request_block(run->db, &run->rules, what, run->operand[1],
	    &by_operator, &removed);
	if (ok) {
		printf("block %s: %lu removed\n", what, removed);
		tell(run);
	}
	return ok ? finish(run, false) : store_failed(run, db_error(run->db));
}

static int
unblock(struct run *run)
{
	char what[REQUEST_BLOCK_TEXT];
	bool was, ok;

	if (!read_block(run, what))
		return 2;
	ok = request_unblock(run->db, &run->rules, what, &by_operator, &was);
	if (ok)
		printf("unblock %s: %s\n", what,
		    was ? "done" : "was not blocked");
	return ok ? finish(run, !was) : store_failed(run, db_error(run->db));
}

static bool
take_import(void *state, const struct taking *t)
{
	peer_source_request(state, t->record, t->place, false);
	return true;
}

/* A request of a site with one router need not name it. */
static void
default_router(struct peers *peers, const struct site *site)
{
	for (size_t i = 0; i < peers->n && site->nrouters == 1; i++)
		if (!peer_given(&peers->v[i], PEER_ROUTER)) {
			peers->v[i].router = mem_strdup(site->routers[0].name);
			peer_mark(&peers->v[i], PEER_ROUTER);
		}
}

static int
import(struct run *run)
{
	static const struct taker takers[] = { { "request", take_import } };
	struct peer_source source = { .diag = run->diag };
	struct why why;
	int status = 2;

	if (!records_read(STDIN_FILENO, "-", TAKERS(takers), &source,
		run->diag))
		goto out;
	if (source.refused > 0) {
		diag_say(run->diag, DIAG_ERROR, NULL, NULL,
		    "nothing was "
		    "imported (expected every request to be right)");
		goto out;
	}
	default_router(&source.peers, run->rules.site);
	if (!request_import(run->db, &run->rules, &source.peers, &by_operator,
		&why)) {
		diag_say(run->diag, DIAG_ERROR, NULL, NULL,
		    "nothing was "
		    "imported: %s",
		    why.text);
		goto out;
	}
	tell(run);
	printf("import: %zu peers\n", source.peers.n);
	status = finish(run, false);
out:
	peer_source_free(&source);
	return status;
}

/* A copy that is whole, or not there. */
static int
backup(struct run *run)
{
	struct buf part = { 0 };
	int status = 2;

	buf_printf(&part, "%s.new", run->operand[0]);
	if (unlink(buf_cstr(&part)) != 0 && errno != ENOENT)
		store_failed(run, strerror(errno));
	else if (!db_copy(run->db, buf_cstr(&part)))
		store_failed(run, db_error(run->db));
	else if (rename(buf_cstr(&part), run->operand[0]) != 0)
		store_failed(run, strerror(errno));
	else
		status = 0;
	if (status != 0)
		unlink(buf_cstr(&part));
	buf_free(&part);
	return status;
}

static const struct verb verbs[] = {
	{ { "put", 0, 0 }, put },
	{ { "list", 0, 0 }, list },
	{ { "log", 0, 1 }, show_log },
	{ { "serial", 0, 0 }, serial },
	{ { "approve", 1, 1 }, approve },
	{ { "refuse", 1, 2 }, refuse },
	{ { "remove", 1, 1 }, take_out },
	{ { "block", 1, 2 }, block },
	{ { "unblock", 1, 1 }, unblock },
	{ { "import", 0, 0 }, import },
	{ { "backup", 1, 1 }, backup },
};

const struct verb *
verb_of(const struct command *command, char **operands)
{
	return command_verb(command, verbs, sizeof verbs / sizeof *verbs,
	    sizeof *verbs, operands);
}
