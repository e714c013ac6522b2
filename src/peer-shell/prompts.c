/* What a person is asked. */
#include "peer-shell/prompts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "peer-shell/reply.h"

#define USUAL_PORT "51820"

/* One question; false when the person gave up.  ANSWER is the default then
 * where nothing was typed, and "" for "none". */
static bool
ask(struct shell *s, const char *what, const char *usual, char **answer)
{
	char prompt[128], *p, *line;
	size_t n;

	snprintf(prompt, sizeof prompt, "%s [%.60s]: ", what,
	    usual[0] != '\0' ? usual : "none");
	if (line_input_read(s->input, prompt, &line) != LINE_READ)
		return false;
	p = line + strspn(line, " \t\r");
	for (n = strlen(p); n > 0 && strchr(" \t\r", p[n - 1]) != NULL; n--)
		;
	p[n] = '\0';
	*answer = mem_strdup(n == 0 ? usual : strcmp(p, "none") == 0 ? "" : p);
	return true;
}

static bool
ask_field(struct shell *s, struct form *form, unsigned key, const char *what)
{
	const struct key *row = &peer_schema.keys[key];
	struct buf usual = { 0 };
	struct why why;
	char *answer;
	bool given, done = false;

	if (peer_given(&form->peer, key))
		value_print(row, &form->peer, &usual);
	while ((given = ask(s, what, buf_cstr(&usual), &answer)) && !done) {
		done = form_set(form, key, answer, &why);
		free(answer);
		if (done)
			break;
		reply_no(s, 1, row->name, NULL, "%s", why.text);
	}
	buf_free(&usual);
	return given;
}

static bool
ask_router(struct shell *s, struct form *form)
{
	const struct site *site = s->site;

	if (site->nrouters == 1)
		return true;
	for (;;) {
		for (size_t i = 0; i < site->nrouters; i++)
			if (site->routers[i].line[ROUTER_WIREGUARD] != 0)
				reply_line(s, "  %s", site->routers[i].name);
		if (!ask_field(s, form, PEER_ROUTER, "Router"))
			return false;
		if (peer_given(&form->peer, PEER_ROUTER) &&
		    site_find_router(site, form->peer.router) != NULL)
			return true;
		reply_no(s, 1, "router", NULL, "not one of them");
	}
}

static bool
ask_asn(struct shell *s, struct form *form)
{
	for (;;) {
		if (s->caller.n > 0 &&
		    (!peer_given(&form->peer, PEER_ASN) ||
			caller_maintains(&s->caller, form->peer.asn) == NULL)) {
			form->peer.asn = s->caller.v[0].asn;
			peer_mark(&form->peer, PEER_ASN);
		}
		if (!ask_field(s, form, PEER_ASN, "Your AS number"))
			return false;
		if (peer_given(&form->peer, PEER_ASN) &&
		    caller_maintains(&s->caller, form->peer.asn) != NULL)
			return true;
		reply_no(s, 1, "asn", "not-yours",
		    "not yours, by the "
		    "registry");
	}
}

static bool
ask_key(struct shell *s, struct form *form)
{
	return ask_field(s, form, PEER_PUBLIC_KEY, "WireGuard public key");
}

/* The host and the port of what is given now. */
static void
endpoint_parts(const struct form *form, char host[static ENDPOINT_TEXT],
    char port[static 8])
{
	const struct endpoint *e = &form->peer.endpoint;

	host[0] = '\0';
	snprintf(port, 8, "%s", USUAL_PORT);
	if (!peer_given(&form->peer, PEER_ENDPOINT))
		return;
	host_print(host, e);
	snprintf(port, 8, "%" PRIu16, e->port);
}

/* Is it a host that needs a port? */
static bool
is_host(const char *text)
{
	struct endpoint host = { 0 };
	struct why why;
	bool is = host_parse(text, strlen(text), &host, &why);

	endpoint_free(&host);
	return is;
}

static bool
ask_port(struct shell *s, const char *host, const char *usual,
    struct buf *endpoint)
{
	struct why why;
	uint64_t port;
	char *answer;

	while (ask(s, "Port", usual, &answer)) {
		bool ok = number_parse(answer, strlen(answer), 1, 65535, &port,
		    &why);

		free(answer);
		if (!ok) {
			reply_no(s, 1, "port", NULL, "%s", why.text);
			continue;
		}
		buf_printf(endpoint,
		    strchr(host, ':') != NULL ? "[%s]:%" PRIu64 : "%s:%" PRIu64,
		    host, port);
		return true;
	}
	return false;
}

static bool
ask_endpoint(struct shell *s, struct form *form)
{
	char host[ENDPOINT_TEXT], port[8], *answer;
	struct buf endpoint = { 0 };
	struct why why;
	bool given, ok = false;

	endpoint_parts(form, host, port);
	while (!ok &&
	    (given = ask(s, "Endpoint, a host or an address", host, &answer))) {
		endpoint.len = 0;
		if (!is_host(answer))
			buf_str(&endpoint, answer);
		else
			given = ask_port(s, answer, port, &endpoint);
		free(answer);
		if (!given)
			break;
		ok = form_set(form, PEER_ENDPOINT, buf_cstr(&endpoint), &why);
		if (!ok)
			reply_no(s, 1, "endpoint", NULL, "%s", why.text);
	}
	buf_free(&endpoint);
	return ok;
}

static bool
ask_link_local(struct shell *s, struct form *form)
{
	return ask_field(s, form, PEER_LINK_LOCAL,
	    "Your link-local address in the tunnel");
}

/* In the order in which they are asked. */
static const struct {
	unsigned key;
	bool place; /* it says where, and does not change */
	bool (*ask)(struct shell *s, struct form *form);
} questions[] = {
	{ PEER_ROUTER, true, ask_router },
	{ PEER_ASN, true, ask_asn },
	{ PEER_PUBLIC_KEY, false, ask_key },
	{ PEER_ENDPOINT, false, ask_endpoint },
	{ PEER_LINK_LOCAL, false, ask_link_local },
};
#define QUESTIONS (sizeof questions / sizeof *questions)

bool
prompts_ask(struct shell *s, struct form *form, bool with_as)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		if ((with_as || !questions[i].place) &&
		    !questions[i].ask(s, form))
			return false;
	return true;
}

bool
prompts_ask_again(struct shell *s, struct form *form, const char *field)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		if (strcmp(peer_schema.keys[questions[i].key].name, field) == 0)
			return questions[i].ask(s, form);
	return false;
}

void
prompts_show(const struct shell *s, const struct form *form)
{
	struct buf text = { 0 };
	char *safe;

	for (unsigned key = 0; key < PEER_KEYS; key++) {
		const struct key *row = &peer_schema.keys[key];

		if (!peer_given(&form->peer, key) && !form->clear[key])
			continue;
		text.len = 0;
		if (!form->clear[key])
			value_print(row, &form->peer, &text);
		else
			buf_str(&text, "none");
		safe = reply_escaped(buf_cstr(&text));
		reply_line(s, "  %-12s %s", row->name, safe);
		free(safe);
	}
	buf_free(&text);
}

bool
prompts_yes(struct shell *s, const char *question)
{
	char *line;

	return line_input_read(s->input, question, &line) == LINE_READ &&
	    strcmp(line, "yes") == 0;
}
