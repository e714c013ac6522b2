/* Verbs that change nothing. */
#include "peer-shell/verb-read.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sodium.h>

#include "base/file.h"
#include "base/psk.h"
#include "base/timestamp.h"
#include "peer-shell/form.h"
#include "peer-shell/peer-choice.h"
#include "peer-shell/reply.h"
#include "peer-shell/request-show.h"
#include "peer-shell/trial.h"

#define WELCOME_MOST 65536
#define STATUS_MOST (64 << 20)

int
verb_intro(struct shell *s, char **word, size_t n)
{
	const char *file = s->site->self_service.welcome;
	struct buf text = { 0 };

	(void)word;
	(void)n;
	reply_set(s, "network", json_integer(s->site->network.asn));
	reply_line(s,
	    "This is AS%" PRIu32 ".  You can set up a peering with "
	    "it here, and change and",
	    s->site->network.asn);
	reply_line(s,
	    s->guest ?
		"remove it: \"template\" prints a text, which "
		"you sign with a key of your\nmaintainer in the registry, and "
		"\"submit\" takes it.  \"help\" has all commands." :
		"remove it: peer_create asks what it needs.  \"help\" "
		"has all commands.");
	for (size_t i = 0; i < s->caller.n; i++)
		reply_line(s, "AS%" PRIu32 " is yours, as %s.",
		    s->caller.v[i].asn, s->caller.v[i].mntner);
	if (s->caller.n == 0 && !s->guest)
		reply_line(s, "The registry has no AS number of yours.");
	if (file != NULL && !s->json &&
	    file_slurp(open(file, O_RDONLY | O_CLOEXEC), WELCOME_MOST, &text))
		fwrite(text.data, 1, text.len, stdout);
	buf_free(&text);
	return 0;
}

int
verb_peer_list(struct shell *s, char **word, size_t n)
{
	struct requests found;
	json_t *list;

	(void)word;
	(void)n;
	if (!peer_choice_all(s, &found)) {
		requests_free(&found);
		return reply_store_failed(s);
	}
	list = json_array();
	for (size_t i = 0; i < found.n; i++) {
		json_array_append_new(list, request_object(&found.v[i]));
		request_line(s, &found.v[i]);
	}
	if (found.n == 0)
		reply_line(s, "You have no peerings here yet.");
	reply_set(s, "peers", list);
	requests_free(&found);
	return 0;
}

/* The one peer that the words mean. */
static int
choose(struct shell *s, char **word, size_t n, struct request *found)
{
	struct form form = { 0 };
	int status = form_words(s, &form, word, n);

	if (status == 0)
		status = peer_choice_one(s, &form, found);
	form_free(&form);
	return status;
}

/* The preshared key of a peer that has one: no other tool prints it.  ALONE:
 * as the content of its file. */
static bool
say_psk(struct shell *s, const struct peer *p, bool alone, struct why *why)
{
	struct buf path = { 0 };
	char text[PSK_TEXT] = "";
	bool ok;

	buf_printf(&path, "%s/%s", s->site->self_service.psk_dir, p->name);
	ok = psk_read(buf_cstr(&path), text, why);
	buf_free(&path);
	text[strcspn(text, "\n")] = '\0';
	if (ok) {
		reply_line(s,
		    alone ? "%s" :
			    "# The preshared key, for the "
			    "file that is named below:\n# %s",
		    text);
		reply_set(s, "preshared-key", json_string(text));
	}
	sodium_memzero(text, sizeof text);
	return ok;
}

static void
say_part(struct shell *s, const char *key, struct buf *text)
{
	if (!s->json)
		fwrite(text->data, 1, text->len, stdout);
	reply_set(s, key, reply_text(buf_cstr(text)));
}

int
peer_config_say(struct shell *s, const struct request *r, unsigned parts)
{
	struct buf text[REMOTES] = { { 0 } };
	struct why why;
	int status = 0;

	if (r->peer.psk != PSK_YES && parts != CONFIG_PSK)
		parts &= ~(unsigned)CONFIG_PSK;
	if (r->state == REQUEST_PENDING && parts != CONFIG_PSK)
		reply_line(s, "# It waits for the operator's approval.");
	if (!trial_remote(s, r->peer.router, r->peer.name, text, &why) ||
	    ((parts & CONFIG_PSK) != 0 &&
		!say_psk(s, &r->peer, parts == CONFIG_PSK, &why)))
		status = reply_no(s, 2, NULL, "render",
		    "it cannot be "
		    "written at the moment (%.200s)",
		    why.text);
	if (status == 0 && (parts & CONFIG_WIREGUARD) != 0)
		say_part(s, "wireguard", &text[REMOTE_TUNNEL]);
	if (status == 0 && (parts & CONFIG_BIRD) != 0)
		say_part(s, "bird", &text[REMOTE_SESSION]);
	for (size_t i = 0; i < REMOTES; i++)
		buf_free(&text[i]);
	return status;
}

/* The parts that "only=" names: all without it, 0 for none. */
static unsigned
parts_of(const char *only)
{
	static const struct {
		const char *name;
		unsigned part;
	} rows[] = {
		{ "wireguard", CONFIG_WIREGUARD },
		{ "bird", CONFIG_BIRD },
		{ "psk", CONFIG_PSK },
	};

	if (only == NULL)
		return CONFIG_WIREGUARD | CONFIG_BIRD | CONFIG_PSK;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].name, only) == 0)
			return rows[i].part;
	return 0;
}

int
verb_peer_config(struct shell *s, char **word, size_t n)
{
	const unsigned parts = parts_of(form_take(word, &n, "only"));
	struct request r;
	int status;

	if (parts == 0)
		return reply_no(s, 2, "only", NULL,
		    "expected wireguard, bird "
		    "or psk");
	status = choose(s, word, n, &r);
	if (status != 0)
		return status;
	status = peer_config_say(s, &r, parts);
	request_free(&r);
	return status;
}

static void
say_session(struct shell *s, const json_t *session, json_t *list)
{
	static const char *const keys[] = { "state", "bgp_state", "since",
		"info", "last_error" };
	const char *name = json_string_value(json_object_get(session, "name"));
	char *safe = reply_escaped(name != NULL ? name : "");

	reply_line(s, "session %s", safe);
	free(safe);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *text = json_string_value(
		    json_object_get(session, keys[i]));

		if (text == NULL || text[0] == '\0')
			continue;
		safe = reply_escaped(text);
		reply_line(s, "  %-11s %s", keys[i], safe);
		free(safe);
	}
	json_array_append_new(list, json_deep_copy(session));
}

/* The sessions with that AS, of the status that was written last. */
static void
say_sessions(struct shell *s, const json_t *status, const struct peer *p)
{
	json_t *list = json_array(), *session;
	size_t i;

	json_array_foreach(json_object_get(status, "sessions"), i,
	    session) if (json_integer_value(json_object_get(session,
			     "neighbor_asn")) == (json_int_t)p->asn)
	    say_session(s, session, list);
	if (json_array_size(list) == 0)
		reply_line(s,
		    "The router has no session with AS%" PRIu32 " yet.",
		    p->asn);
	reply_set(s, "sessions", list);
}

/* Why the session is not up, as peer-status found. */
static void
say_why(struct shell *s, const json_t *status, const char *name)
{
	json_t *one;
	size_t i;
	char *safe;

	json_array_foreach(json_object_get(status, "requests"), i, one)
	{
		const char *of = json_string_value(
		    json_object_get(one, "name"));
		const char *why = json_string_value(
		    json_object_get(one, "why"));

		if (of == NULL || why == NULL || strcmp(of, name) != 0)
			continue;
		safe = reply_escaped(why);
		reply_line(s, "Not up: %s", safe);
		free(safe);
		reply_set(s, "not_up", reply_text(why));
	}
}

/* NULL after it was said that there is none; *AGE in seconds. */
static json_t *
read_status(struct shell *s, int64_t *age)
{
	struct buf path = { 0 }, text = { 0 };
	json_t *status = NULL, *time;

	buf_printf(&path, "%s/status.json", s->site->self_service.run_dir);
	if (file_slurp(open(buf_cstr(&path), O_RDONLY | O_CLOEXEC), STATUS_MOST,
		&text))
		status = json_loadb(text.data, text.len, 0, NULL);
	time = json_object_get(status, "time_seconds");
	*age = timestamp_now() - json_integer_value(time);
	buf_free(&path);
	buf_free(&text);
	if (status == NULL || time == NULL) {
		json_decref(status);
		reply_no(s, 2, NULL, "status",
		    "the router's status is not "
		    "there at the moment");
		return NULL;
	}
	return status;
}

int
peer_status_say(struct shell *s, const struct request *r)
{
	json_t *live;
	int64_t age;
	int status;

	reply_set(s, "request", request_object(r));
	request_line(s, r);
	live = read_status(s, &age);
	if (live != NULL) {
		reply_line(s, "As it was %" PRId64 " seconds ago:", age);
		reply_set(s, "age_seconds", json_integer(age));
		say_sessions(s, live, &r->peer);
		say_why(s, live, r->peer.name);
	}
	status = live != NULL ? 0 : 2;
	json_decref(live);
	return status;
}

int
verb_peer_status(struct shell *s, char **word, size_t n)
{
	struct request r;
	int status = choose(s, word, n, &r);

	if (status != 0)
		return status;
	status = peer_status_say(s, &r);
	request_free(&r);
	return status;
}
