/* Verbs of a guest, who signs a text. */
#include "peer-shell/verb-guest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/timestamp.h"
#include "peer-shell/audit.h"
#include "peer-shell/carry-out.h"
#include "peer-shell/form.h"
#include "peer-shell/peer-choice.h"
#include "peer-shell/reply.h"
#include "peer-shell/signed-text.h"
#include "peer-shell/store-place.h"
#include "peer-shell/trial.h"
#include "peer-shell/verb-read.h"
#include "site/petition-text.h"
#include "store/request-change.h"

/* The router of the text: the one that was said, or the only one. */
static const char *
router_of(const struct shell *s, const struct form *form)
{
	const struct site *site = s->site;

	if (peer_given(&form->peer, PEER_ROUTER))
		return form->peer.router;
	return site->nrouters == 1 ? site->routers[0].name : NULL;
}

static void
print_template(struct shell *s, enum petition_operation operation,
    const char *mntner, const struct form *form)
{
	const struct peer *p = &form->peer;

	petition_text_print(stdout, operation, mntner, s->site->network.asn,
	    router_of(s, form), peer_given(p, PEER_ASN) ? p->asn : 0, p,
	    timestamp_now());
	for (size_t i = 0; router_of(s, form) == NULL && i < s->site->nrouters;
	     i++)
		if (s->site->routers[i].line[ROUTER_WIREGUARD] != 0)
			reply_line(s, "# router: %s", s->site->routers[i].name);
}

int
verb_template(struct shell *s, char **word, size_t n)
{
	const char *operation = form_take(word, &n, "operation");
	const char *mntner = form_take(word, &n, "mntner");
	enum petition_operation what = PETITION_CREATE;
	struct form form = { 0 };
	struct why why;
	int status = form_words(s, &form, word, n);

	if (s->json)
		status = reply_no(s, 2, NULL, NULL,
		    "it is a text (expected "
		    "no -j)");
	else if (status == 0 && operation != NULL &&
	    !petition_operation_parse(operation, strlen(operation), &what,
		&why))
		status = reply_no(s, 1, "operation", "form", "%s", why.text);
	if (status == 0)
		print_template(s, what, mntner, &form);
	form_free(&form);
	return status;
}

/* From here on the guest is who signed. */
static bool
become(struct shell *s, const struct petition *p)
{
	struct why why;

	s->by.mntner = p->signed_by;
	caller_free(&s->caller);
	return caller_parse(&s->caller, p->signed_by, &why) &&
	    shell_read_registry(s);
}

/* The text was good, and counts as used, whatever was refused. */
static int
used(struct shell *s, struct request_order *order, const struct trial *t)
{
	struct request_rules rules = shell_rules(s);
	struct request_answer a;

	order->operation = REQUEST_ASK;
	if (!request_order(s->db, &rules, order, &a))
		return reply_store_failed(s);
	audit_say(s, s->verb, a.name, t->check);
	return reply_no(s, t->status, t->field[0] != '\0' ? t->field : NULL,
	    t->check, "%s", t->why.text);
}

/* What a create or a change is answered with, config and status ask for. */
static int
show(struct shell *s, const struct petition_order *o)
{
	struct form form = { 0 };
	struct request r;
	struct why why;
	int status;

	form_set(&form, PEER_NAME, o->petition.name, &why);
	if (o->peer.router != NULL)
		form_set(&form, PEER_ROUTER, o->peer.router, &why);
	form.peer.asn = o->petition.asn;
	peer_mark(&form.peer, PEER_ASN);
	status = peer_choice_one(s, &form, &r);
	if (status == 0) {
		status = o->petition.operation == PETITION_STATUS ?
		    peer_status_say(s, &r) :
		    peer_config_say(s, &r, CONFIG_WIREGUARD | CONFIG_BIRD);
		request_free(&r);
	}
	form_free(&form);
	return status;
}

static int
ask(struct shell *s, const struct petition_order *o)
{
	struct request_rules rules = shell_rules(s);
	struct request_answer a;

	if (!request_order(s->db, &rules, &o->order, &a))
		return reply_store_failed(s);
	if (a.refused != NULL)
		return reply_no(s, 1, NULL, a.refused, "%s", a.why.text);
	return show(s, o);
}

static int
carry_out_text(struct shell *s, struct petition_order *o)
{
	struct request_answer a;
	struct trial t;
	int status;

	if (o->order.operation == REQUEST_ASK)
		return ask(s, o);
	trial_order(s, &o->order, &t);
	if (t.status == 2)
		return reply_no(s, 2, NULL, t.check, "%s", t.why.text);
	if (t.status == 1)
		return used(s, &o->order, &t);
	status = carry_out(s, &o->order, &a);
	if (status == 0 && o->petition.operation != PETITION_REMOVE)
		status = show(s, o);
	return status;
}

static int
submit(struct shell *s)
{
	const struct request_actor guest = s->by;
	struct petition_orders orders;
	struct petition_order *o;
	int status = signed_text_read(s, &orders);

	if (status == 0) {
		o = orders.v[0];
		s->by.key = o->petition.key;
		status = become(s, &o->petition) ?
		    carry_out_text(s, o) :
		    reply_no(s, 2, NULL, "verify",
			"the registry cannot be "
			"read at the moment");
	}
	s->by = guest;
	petition_orders_free(&orders);
	return status;
}

int
verb_submit(struct shell *s, char **word, size_t n)
{
	int turn, status;

	(void)word;
	if (n > 0 || s->input != NULL)
		return reply_no(s, 2, NULL, NULL,
		    "the text comes on standard "
		    "input (expected: ssh ... submit <text)");
	turn = store_place_turn(s);
	if (turn == -1)
		return reply_no(s, 1, NULL, "busy",
		    "another text of yours is "
		    "being read (expected one at a time)");
	status = submit(s);
	close(turn);
	return status;
}
