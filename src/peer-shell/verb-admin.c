/* Verbs of those who may speak for the operator. */
#include "peer-shell/verb-admin.h"

#include <stdio.h>
#include <string.h>

#include "base/near.h"
#include "peer-shell/audit.h"
#include "peer-shell/effect.h"
#include "peer-shell/reply.h"
#include "peer-shell/request-show.h"
#include "store/request-admin.h"
#include "store/request-db.h"
#include "store/serial-file.h"

/* 0, and the actor is set; or the status after it was said. */
static int
be_admin(struct shell *s, size_t n, size_t least, size_t most)
{
	s->by.mntner = caller_among(&s->caller, &s->site->self_service.admins);
	if (s->by.mntner == NULL) {
		s->by.mntner = s->caller.as.v[0];
		audit_say(s, s->verb, "", "not-admin");
		return reply_no(s, 1, NULL, "not-admin",
		    "this is for the "
		    "operator's admins");
	}
	if (n < least || n > most)
		return reply_no(s, 2, NULL, NULL,
		    n < least ? "something is missing" : "too much behind it");
	return 0;
}

static void
tell(struct shell *s)
{
	struct why why;

	if (!serial_file_write(s->db, s->site->self_service.store, &why))
		diag_say(s->diag, DIAG_WARNING, NULL, "serial", "%s", why.text);
}

static int
no_state(struct shell *s, const char *word)
{
	struct buf expected = { 0 };
	int status;

	near_expected(&expected, word, request_states, REQUEST_STATES,
	    sizeof *request_states, REQUEST_STATES);
	status = reply_no(s, 2, NULL, NULL, "\"%.40s\" (%s)", word,
	    buf_cstr(&expected));
	buf_free(&expected);
	return status;
}

int
verb_request_list(struct shell *s, char **word, size_t n)
{
	struct requests found = { 0 };
	enum request_state state = REQUEST_STATES;
	json_t *list;
	int status = be_admin(s, n, 0, 1);

	if (status != 0)
		return status;
	for (unsigned i = 0; n == 1 && i < REQUEST_STATES; i++)
		if (strcmp(word[0], request_states[i]) == 0)
			state = (enum request_state)i;
	if (n == 1 && state == REQUEST_STATES)
		return no_state(s, word[0]);
	db_begin_reading(s->db);
	request_db_find(s->db, 0, state, &found);
	if (!db_commit(s->db)) {
		requests_free(&found);
		return reply_store_failed(s);
	}
	list = json_array();
	for (size_t i = 0; i < found.n; i++) {
		json_array_append_new(list, request_object(&found.v[i]));
		request_line(s, &found.v[i]);
	}
	reply_set(s, "peers", list);
	requests_free(&found);
	return 0;
}

static int
answered(struct shell *s, const char *name, bool ok,
    const struct request_answer *a)
{
	if (!ok)
		return reply_store_failed(s);
	audit_say(s, s->verb, name,
	    a->refused != NULL ? a->refused : request_states[a->state]);
	if (a->refused != NULL)
		return reply_no(s, 1, NULL, a->refused, "%s", a->why.text);
	tell(s);
	reply_set(s, "name", json_string(a->name));
	reply_set(s, "state", json_string(request_states[a->state]));
	reply_line(s, "%s on %s is %s.", a->name, a->router,
	    request_states[a->state]);
	return a->serial != 0 ? effect_say(s, a) : 0;
}

/* NAME, or NAME@ROUTER where it is on several. */
static const char *
router_in(char *word)
{
	char *at = strchr(word, '@');

	if (at == NULL)
		return NULL;
	*at = '\0';
	return at + 1;
}

static int
decide(struct shell *s, char **word, size_t n, bool yes)
{
	struct request_rules rules = shell_rules(s);
	struct request_answer a;
	const char *router;
	int status = be_admin(s, n, 1, yes ? 1 : 2);
	bool ok;

	if (status != 0)
		return status;
	router = router_in(word[0]);
	if (yes)
		ok = request_approve(s->db, &rules, router, word[0], &s->by,
		    &a);
	else
		ok = request_refuse(s->db, &rules, router, word[0],
		    n == 2 ? word[1] : NULL, &s->by, &a);
	return answered(s, word[0], ok, &a);
}

int
verb_request_approve(struct shell *s, char **word, size_t n)
{
	return decide(s, word, n, true);
}

int
verb_request_refuse(struct shell *s, char **word, size_t n)
{
	return decide(s, word, n, false);
}

/* be_admin(), and what the block is of. */
static int
read_block(struct shell *s, char **word, size_t n, size_t most,
    char what[static REQUEST_BLOCK_TEXT])
{
	int status = be_admin(s, n, 1, most);
	struct why why;

	if (status != 0 || request_block_parse(word[0], what, &why))
		return status;
	return reply_no(s, 2, NULL, NULL, "%s", why.text);
}

int
verb_request_block(struct shell *s, char **word, size_t n)
{
	struct request_rules rules = shell_rules(s);
	char what[REQUEST_BLOCK_TEXT];
	unsigned long removed;
	int status = read_block(s, word, n, 2, what);

	if (status != 0)
		return status;
	if (!request_block(s->db, &rules, what, n == 2 ? word[1] : NULL, &s->by,
		&removed))
		return reply_store_failed(s);
	audit_say(s, s->verb, what, "blocked");
	tell(s);
	reply_set(s, "removed", json_integer((json_int_t)removed));
	reply_line(s, "%s is blocked; %lu peerings were removed.", what,
	    removed);
	return 0;
}

int
verb_request_unblock(struct shell *s, char **word, size_t n)
{
	struct request_rules rules = shell_rules(s);
	char what[REQUEST_BLOCK_TEXT];
	bool was;
	int status = read_block(s, word, n, 1, what);

	if (status != 0)
		return status;
	if (!request_unblock(s->db, &rules, what, &s->by, &was))
		return reply_store_failed(s);
	audit_say(s, s->verb, what, was ? "unblocked" : "was not blocked");
	tell(s);
	if (!was)
		return reply_no(s, 1, NULL, "not-blocked", "%s was not blocked",
		    what);
	reply_line(s, "%s is not blocked any more.", what);
	return 0;
}
