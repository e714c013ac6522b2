/* The verbs of lease-store. */
#include "lease-store/lease-verb.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/asn.h"
#include "base/out.h"
#include "base/timestamp.h"
#include "lease-store/lease-operand.h"
#include "lease-store/roa-removal.h"
#include "store/lease-json.h"

static int
finish(const struct task *task)
{
	return out_finish(stdout, task->diag) ? 0 : 2;
}

/* Reports a result that is not LEASE_DONE.  Returns the exit status. */
static int
refused(const struct task *task, enum lease_result result)
{
	static const char *const text[] = {
		[LEASE_NO_ASN] = "the user has no AS number (expected asn "
				 "first)",
		[LEASE_LIMIT] = "the user has as many leases as max-leases "
				"allows",
		[LEASE_NONE_FREE] = "the pool has nothing to give now",
		[LEASE_NOT_HELD] = "the user has no lease of this prefix",
	};

	if (result == LEASE_FAILED) {
		diag_say(task->diag, DIAG_ERROR, NULL, NULL, "%s",
		    lease_store_error(task->store));
		return 2;
	}
	if (result == LEASE_HOURS)
		diag_say(task->diag, DIAG_REFUSED, NULL, NULL,
		    "not 1 to "
		    "%" PRIu32 " hours",
		    task->site->max_hours);
	else
		diag_say(task->diag, DIAG_REFUSED, NULL, NULL, "%s",
		    text[result]);
	return 1;
}

/* "PREFIX ASN HASH START END", and " rpki". */
static void
print_lease(const struct lease *l, uint32_t asn, const char *hash)
{
	char prefix[PREFIX_TEXT], as[ASN_TEXT];
	char start[TIMESTAMP_TEXT], end[TIMESTAMP_TEXT];

	printf("%s %s %s %s %s%s\n", prefix_print(prefix, &l->prefix),
	    asn_print(as, asn), hash, timestamp_print(start, l->start),
	    timestamp_print(end, l->end), l->rpki ? " rpki" : "");
}

/* Prints the user's lease of that prefix as it is now. */
static int
show_lease(const struct task *task, const char *hash,
    const struct prefix *prefix)
{
	struct lease_user user;
	enum lease_result result = lease_user_get(task->store, hash, &user);

	for (size_t i = 0; i < user.nleases; i++)
		if (prefix_cmp(&user.lease[i].prefix, prefix) == 0)
			print_lease(&user.lease[i], user.asn, hash);
	lease_user_free(&user);
	return result == LEASE_DONE ? finish(task) : refused(task, result);
}

static int
asn(struct task *task)
{
	struct operands o;
	struct lease_person who = { o.hash, NULL, task->options->email };
	enum lease_result result;
	char text[ASN_TEXT];
	uint32_t number;
	bool had;

	if (!operands_read(task, "u", &o))
		return 2;
	who.id = o.id;
	result = lease_asn_get(task->store, &who, &number, &had);
	if (result != LEASE_DONE)
		return refused(task, result);
	printf("%s\n", asn_print(text, number));
	return finish(task);
}

static int
take(struct task *task)
{
	struct operands o;
	struct lease got;
	enum lease_result result;

	if (!operands_read(task, "uh", &o))
		return 2;
	result = lease_take(task->store, o.hash, o.hours, &got);
	return result == LEASE_DONE ? show_lease(task, o.hash, &got.prefix) :
				      refused(task, result);
}

static int
renew(struct task *task)
{
	struct operands o;
	struct lease got;
	enum lease_result result;

	if (!operands_read(task, "uph", &o))
		return 2;
	result = lease_renew(task->store, o.hash, &o.prefix, o.hours, &got);
	return result == LEASE_DONE ? show_lease(task, o.hash, &o.prefix) :
				      refused(task, result);
}

static int
release(struct task *task)
{
	struct operands o;
	enum lease_result result;

	if (!operands_read(task, "up", &o))
		return 2;
	result = lease_release(task->store, o.hash, &o.prefix);
	return result == LEASE_DONE ? finish(task) : refused(task, result);
}

/* Switched on, a ROA that could not be created is switched off again. */
static int
rpki(struct task *task)
{
	struct operands o;
	struct lease got;
	struct lease_roa roa;
	enum lease_result result;

	if (!operands_read(task, "upo", &o))
		return 2;
	if (task->site->roa_hook == NULL) {
		diag_say(task->diag, DIAG_ERROR, NULL, "roa-hook",
		    "missing "
		    "(expected a program in the site file)");
		return 2;
	}
	roa.prefix = o.prefix;
	result = lease_rpki_set(task->store, o.hash, &o.prefix, o.on, &got,
	    &roa.asn);
	if (result != LEASE_DONE)
		return refused(task, result);
	if (o.on && !roa_hook_run(task, &roa, true, DIAG_ERROR)) {
		lease_rpki_set(task->store, o.hash, &o.prefix, false, &got,
		    &roa.asn);
		return 2;
	}
	if (!o.on && !roa_removal(task))
		return 2;
	return show_lease(task, o.hash, &o.prefix);
}

static void
print_user(void *ctx, const struct lease_user *user)
{
	(void)ctx;
	for (size_t i = 0; i < user->nleases; i++)
		print_lease(&user->lease[i], user->asn, user->hash);
	if (user->nleases == 0 && user->asn != 0)
		printf("- AS%" PRIu32 " %s\n", user->asn, user->hash);
}

static int
list(struct task *task)
{
	struct operands o;
	struct lease_user user;
	enum lease_result result;

	if (task->operand[0] == NULL) {
		result = lease_users_each(task->store, print_user, NULL);
	} else {
		if (!operands_read(task, "u", &o))
			return 2;
		result = lease_user_get(task->store, o.hash, &user);
		if (result == LEASE_DONE)
			print_user(NULL, &user);
		lease_user_free(&user);
	}
	return result == LEASE_DONE ? finish(task) : refused(task, result);
}

static int
mappings(struct task *task)
{
	struct buf text = { 0 };
	enum lease_result result = lease_json_mappings(&text, task->store);

	if (result == LEASE_DONE)
		fwrite(text.data, 1, text.len, stdout);
	buf_free(&text);
	return result == LEASE_DONE ? finish(task) : refused(task, result);
}

static int
erase(struct task *task)
{
	struct operands o;
	enum lease_result result;
	bool was;

	if (!operands_read(task, "u", &o))
		return 2;
	result = lease_erase(task->store, o.hash, &was);
	if (result != LEASE_DONE)
		return refused(task, result);
	diag_say(task->diag, DIAG_NOTE, NULL, NULL, "%s",
	    was ? "erased" : "nothing to erase");
	return finish(task);
}

static int
expire(struct task *task)
{
	struct lease_expired did;
	enum lease_result result = lease_expire(task->store, &did);

	if (result != LEASE_DONE)
		return refused(task, result);
	diag_say(task->diag, DIAG_NOTE, NULL, NULL,
	    "%" PRIu64 " leases over, "
	    "%" PRIu64 " AS numbers taken back, %" PRIu64 " old leases "
	    "forgotten",
	    did.leases, did.asns, did.forgotten);
	return roa_removal(task) ? finish(task) : 2;
}

static const struct verb verbs[] = {
	{ { "asn", 1, 1 }, asn },
	{ { "prefix", 2, 2 }, take },
	{ { "renew", 3, 3 }, renew },
	{ { "release", 2, 2 }, release },
	{ { "rpki", 3, 3 }, rpki },
	{ { "list", 0, 1 }, list },
	{ { "mappings", 0, 0 }, mappings },
	{ { "erase", 1, 1 }, erase },
	{ { "expire", 0, 0 }, expire },
};

const struct verb *
verb_of(const struct command *command, char **operands)
{
	return command_verb(command, verbs, sizeof verbs / sizeof *verbs,
	    sizeof *verbs, operands);
}
