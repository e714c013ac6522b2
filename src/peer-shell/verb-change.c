/* Verbs that change the caller's own peers. */
#include "peer-shell/verb-change.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "peer-shell/carry-out.h"
#include "peer-shell/form.h"
#include "peer-shell/peer-choice.h"
#include "peer-shell/prompts.h"
#include "peer-shell/reply.h"
#include "peer-shell/request-show.h"
#include "peer-shell/trial.h"

static int
given_up(struct shell *s)
{
	return reply_no(s, 1, NULL, NULL, "nothing was changed");
}

static struct request_order
order_of(struct shell *s, enum request_operation operation,
    const struct form *form, const char *mntner)
{
	struct request_order order = { .operation = operation,
		.peer = &form->peer };

	s->by.mntner = mntner;
	order.by = s->by;
	memcpy(order.clear, form->clear, sizeof order.clear);
	return order;
}

static void
set_text(struct peer *p, unsigned key, char **at, const char *text)
{
	free(*at);
	*at = mem_strdup(text);
	peer_mark(p, key);
}

static int
refused(struct shell *s, const struct trial *t)
{
	return reply_no(s, t->status, t->field[0] != '\0' ? t->field : NULL,
	    t->check, "%s", t->why.text);
}

/* Tries the order; a person is asked again for the field that is wrong. */
static int
try_until_right(struct shell *s, struct request_order *order, struct form *form,
    bool ask)
{
	struct trial t;

	for (;;) {
		memcpy(order->clear, form->clear, sizeof order->clear);
		trial_order(s, order, &t);
		if (t.status == 0)
			return 0;
		refused(s, &t);
		if (t.status != 1 || !ask || t.field[0] == '\0' ||
		    !prompts_ask_again(s, form, t.field))
			return t.status;
		/* Another AS may be another maintainer's. */
		order->by.mntner = form->peer.mntner == NULL ?
		    NULL :
		    caller_maintains(&s->caller, form->peer.asn);
		if (order->by.mntner == NULL)
			return 1;
		set_text(&form->peer, PEER_MNTNER, &form->peer.mntner,
		    order->by.mntner);
	}
}

static int
finish(struct shell *s, enum request_operation operation, struct form *form,
    const char *mntner, bool ask)
{
	struct request_answer answer;
	struct request_order order;
	int status;

	set_text(&form->peer, PEER_MNTNER, &form->peer.mntner, mntner);
	order = order_of(s, operation, form, mntner);
	status = try_until_right(s, &order, form, ask);
	if (status != 0)
		return status;
	if (ask) {
		prompts_show(s, form);
		if (!prompts_yes(s, "Is that right? (yes or no) "))
			return given_up(s);
	}
	s->by.mntner = order.by.mntner;
	return carry_out(s, &order, &answer);
}

int
verb_peer_create(struct shell *s, char **word, size_t n)
{
	const bool ask = s->terminal && n == 0;
	struct form form = { 0 };
	const char *mntner;
	int status = form_words(s, &form, word, n);

	if (status == 0 && ask && s->caller.n > 0 &&
	    !prompts_ask(s, &form, true))
		status = given_up(s);
	if (status == 0) {
		mntner = peer_choice_as(s, &form);
		status = mntner == NULL ?
		    1 :
		    finish(s, REQUEST_CREATE, &form, mntner, ask);
	}
	form_free(&form);
	return status;
}

/* The form of a change or a removal gets the peer's own place. */
static void
place(struct form *form, const struct peer *p)
{
	set_text(&form->peer, PEER_NAME, &form->peer.name, p->name);
	set_text(&form->peer, PEER_ROUTER, &form->peer.router, p->router);
	form->peer.asn = p->asn;
	peer_mark(&form->peer, PEER_ASN);
	form->clear[PEER_NAME] = form->clear[PEER_ROUTER] = false;
	form->clear[PEER_ASN] = false;
}

/* What is there already, as the defaults of the questions. */
static void
fill(struct form *form, const struct peer *p)
{
	static const unsigned keys[] = { PEER_PUBLIC_KEY, PEER_ENDPOINT,
		PEER_LINK_LOCAL };
	struct buf text = { 0 };
	struct why why;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!peer_given(p, keys[i]))
			continue;
		text.len = 0;
		value_print(&peer_schema.keys[keys[i]], p, &text);
		form_set(form, keys[i], buf_cstr(&text), &why);
	}
	buf_free(&text);
}

/* Only a peer's place was said, and a person is there: who is asked. */
static bool
says_nothing(const struct form *form)
{
	for (unsigned key = 0; key < PEER_KEYS; key++)
		if (key != PEER_NAME && key != PEER_ROUTER && key != PEER_ASN &&
		    (peer_given(&form->peer, key) || form->clear[key]))
			return false;
	return true;
}

static int
change(struct shell *s, struct form *form, const struct request *r)
{
	const char *mntner = caller_maintains(&s->caller, r->peer.asn);
	const bool nothing = says_nothing(form);

	if (nothing && !s->terminal)
		return reply_no(s, 2, NULL, NULL,
		    "nothing to change "
		    "(expected KEY=VALUE)");
	place(form, &r->peer);
	if (nothing) {
		fill(form, &r->peer);
		if (!prompts_ask(s, form, false))
			return given_up(s);
	}
	return finish(s, REQUEST_CHANGE, form, mntner, nothing);
}

static int
take_away(struct shell *s, struct form *form, const struct request *r)
{
	const char *mntner = caller_maintains(&s->caller, r->peer.asn);
	struct request_answer answer;
	struct request_order order;

	place(form, &r->peer);
	set_text(&form->peer, PEER_MNTNER, &form->peer.mntner, mntner);
	order = order_of(s, REQUEST_REMOVE, form, mntner);
	if (s->terminal) {
		request_line(s, r);
		if (!prompts_yes(s, "Remove it? (yes or no) "))
			return given_up(s);
	}
	return carry_out(s, &order, &answer);
}

/* On the one peer that the words mean. */
static int
on_one(struct shell *s, char **word, size_t n,
    int (*what)(struct shell *s, struct form *form, const struct request *r))
{
	struct form form = { 0 };
	struct request r;
	int status = form_words(s, &form, word, n);

	if (status == 0)
		status = peer_choice_one(s, &form, &r);
	if (status == 0) {
		status = what(s, &form, &r);
		request_free(&r);
	}
	form_free(&form);
	return status;
}

int
verb_peer_change(struct shell *s, char **word, size_t n)
{
	return on_one(s, word, n, change);
}

int
verb_peer_remove(struct shell *s, char **word, size_t n)
{
	return on_one(s, word, n, take_away);
}
