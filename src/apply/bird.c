/* The commands that apply sends to BIRD, and their answers. */
#include "apply/bird.h"

#include <string.h>

#include "base/deadline.h"
#include "base/word.h"
#include "host/run.h"

#define ANSWER_MS 30000u  /* BIRD blocks while it reads a file */
#define SETTLE_MS 120000u /* BIRD shuts down removed sessions */
#define KERNEL_MS 3000u
#define POLL_MS 20u
#define PARSE_SECONDS 120u

/* Reply codes; see doc/reply_codes in BIRD's source. */
enum {
	READING = 2,
	RECONFIGURED = 3,
	IN_PROGRESS = 4,
	QUEUED = 5,
	SHUTTING_DOWN = 6,
	RESTRICTED = 16,
	CHECKED = 20,
	UNDO_SCHEDULED = 22,
	EVALUATED = 23,
	PROTOCOL = 1002,
	COUNTED = 1007,
	BABEL = 1023,
};

static enum bird_answer
no(struct why *why, const char *text)
{
	why_set(why, "BIRD %s", text);
	return BIRD_NO;
}

/* Sets WHY from the reply's lines, if they contain a reason. */
static enum bird_answer
refusal(const struct birdctl_reply *reply, struct why *why)
{
	struct slice text;

	if (birdctl_reply_has(reply, SHUTTING_DOWN, NULL))
		return no(why, "is shutting down");
	if (birdctl_reply_error(reply, &text) ||
	    birdctl_reply_has(reply, RESTRICTED, &text)) {
		why_set(why, "BIRD refuses: %.*s",
		    (int)(text.n > 200 ? 200 : text.n), text.p);
		return BIRD_NO;
	}
	return no(why, "answers something unexpected");
}

enum bird_answer
bird_generation(struct birdctl *ctl, char id[static ID_TEXT], struct why *why)
{
	static const char start[] = "sha256:";
	const size_t skip = sizeof start - 1;
	struct birdctl_reply reply = { 0 };
	struct slice text;
	enum birdctl_status status = birdctl_command(ctl,
	    "eval BIRDFEED_GENERATION", &reply, ANSWER_MS, why);

	id[0] = '\0';
	if (status == BIRDCTL_OK &&
	    birdctl_reply_has(&reply, EVALUATED, &text) && text.n > skip &&
	    memcmp(text.p, start, skip) == 0 &&
	    id_ok(text.p + skip, text.n - skip)) {
		memcpy(id, text.p + skip, ID_TEXT - 1);
		id[ID_TEXT - 1] = '\0';
	}
	birdctl_reply_free(&reply);
	return status == BIRDCTL_OK ? BIRD_YES : BIRD_LOST;
}

/* Sends one "configure status".  Sets *BUSY if it must be sent again. */
static enum bird_answer
ask_status(struct birdctl *ctl, struct birdctl_reply *reply, bool *busy,
    struct why *why)
{
	*busy = false;
	if (birdctl_command(ctl, "configure status", reply, ANSWER_MS, why) !=
	    BIRDCTL_OK)
		return BIRD_LOST;
	if (birdctl_reply_has(reply, UNDO_SCHEDULED, NULL))
		return no(why,
		    "has an undo pending (somebody's configure "
		    "timeout; expected configure confirm or undo first)");
	if (birdctl_reply_has(reply, RECONFIGURED, NULL))
		return BIRD_YES;
	*busy = birdctl_reply_has(reply, IN_PROGRESS, NULL) ||
	    birdctl_reply_has(reply, QUEUED, NULL);
	return *busy ? BIRD_YES : refusal(reply, why);
}

static enum bird_answer
tell(struct birdctl *ctl, const char *command, const char *file,
    struct birdctl_reply *reply, struct why *why)
{
	struct buf line = { 0 };
	enum birdctl_status status;

	buf_str(&line, command);
	if (file != NULL)
		buf_printf(&line, " \"%s\"", file);
	status = birdctl_command(ctl, buf_cstr(&line), reply, ANSWER_MS, why);
	buf_free(&line);
	return status == BIRDCTL_OK ? BIRD_YES : BIRD_LOST;
}

/* Is the protocol up, but its channel not exporting yet? */
static bool
is_starting(const struct birdctl_reply *reply)
{
	static const char down[] = "Export state:   DOWN";
	static const char up[] = "State:          UP";

	return reply->text.len > 0 &&
	    memmem(reply->text.data, reply->text.len, down, sizeof down - 1) !=
	    NULL &&
	    memmem(reply->text.data, reply->text.len, up, sizeof up - 1) !=
	    NULL;
}

/*
 * BIRD 3 (3.2.3, 3.3.2) crashes if a new configuration changes the export
 * filter of a kernel protocol that started less than a second ago and has not
 * made its first scan.  If a protocol never exports, the wait times out.
 */
static enum bird_answer
wait_kernel(struct birdctl *ctl, struct why *why)
{
	long long until = deadline_in(KERNEL_MS);
	struct name_list names = { 0 };
	struct birdctl_reply reply = { 0 };
	enum bird_answer answer = bird_protocols(ctl, "Kernel", &names, why);

	for (size_t i = 0; answer == BIRD_YES && i < names.n; i++)
		do
			answer = tell(ctl, "show protocols all", names.v[i],
			    &reply, why);
		while (answer == BIRD_YES && is_starting(&reply) &&
		    deadline_sleep(until, POLL_MS));
	birdctl_reply_free(&reply);
	name_list_free(&names);
	return answer;
}

enum bird_answer
bird_idle(struct birdctl *ctl, struct why *why)
{
	long long until = deadline_in(SETTLE_MS);
	struct birdctl_reply reply = { 0 };
	enum bird_answer answer;
	bool busy;

	do
		answer = ask_status(ctl, &reply, &busy, why);
	while (busy && deadline_sleep(until, POLL_MS));
	birdctl_reply_free(&reply);
	if (answer == BIRD_YES && !busy && ctl->major >= 3)
		answer = wait_kernel(ctl, why);
	return busy ? no(why, "is still busy reconfiguring") : answer;
}

enum bird_answer
bird_check(struct birdctl *ctl, const char *file, struct why *why)
{
	struct birdctl_reply reply = { 0 };
	enum bird_answer answer = tell(ctl, "configure check", file, &reply,
	    why);

	if (answer == BIRD_YES && !birdctl_reply_has(&reply, CHECKED, NULL))
		answer = refusal(&reply, why);
	birdctl_reply_free(&reply);
	return answer;
}

enum bird_answer
bird_own_file(struct birdctl *ctl, struct buf *file, struct why *why)
{
	static const char start[] = "Reading configuration from ";
	const size_t skip = sizeof start - 1;
	struct birdctl_reply reply = { 0 };
	struct slice text;
	enum bird_answer answer = tell(ctl, "configure check", NULL, &reply,
	    why);

	/* The result of the check does not matter: BIRD will not load the
	 * file. */
	if (answer == BIRD_YES && birdctl_reply_has(&reply, READING, &text) &&
	    text.n > skip && memcmp(text.p, start, skip) == 0)
		buf_add(file, text.p + skip, text.n - skip);
	birdctl_reply_free(&reply);
	return answer;
}

enum bird_answer
bird_configure(struct birdctl *ctl, const char *file, struct why *why)
{
	struct birdctl_reply reply = { 0 };
	enum bird_answer answer = tell(ctl, "configure", file, &reply, why);

	if (answer == BIRD_YES &&
	    !birdctl_reply_has(&reply, RECONFIGURED, NULL) &&
	    !birdctl_reply_has(&reply, IN_PROGRESS, NULL) &&
	    !birdctl_reply_has(&reply, QUEUED, NULL))
		answer = refusal(&reply, why);
	birdctl_reply_free(&reply);
	if (answer != BIRD_YES)
		return answer;
	answer = bird_idle(ctl, why);
	/* BIRD has accepted the file.  If apply cannot see that BIRD has
	 * finished, that is not a refusal. */
	return answer == BIRD_NO ? BIRD_LOST : answer;
}

/* Parses "NAME BGP TABLE up SINCE Established".  BIRD 2.0.12 and 3.x print the
 * same line.  BGP is "up" if the session is established. */
static void
take_protocol(struct name_list *up, struct slice line, const char *type)
{
	struct slice name = word_next(&line), kind = word_next(&line);
	struct slice table = word_next(&line), state = word_next(&line);

	(void)table;
	if (slice_is(kind, type) && slice_is(state, "up"))
		name_list_add(up, name);
}

enum bird_answer
bird_protocols(struct birdctl *ctl, const char *type, struct name_list *up,
    struct why *why)
{
	struct birdctl_reply reply = { 0 };
	enum birdctl_status status = birdctl_command(ctl, "show protocols",
	    &reply, ANSWER_MS, why);

	for (size_t i = 0; status == BIRDCTL_OK && i < reply.n; i++) {
		const struct birdctl_line *line = &reply.line[i];

		if (line->code == PROTOCOL && line->n > 0)
			take_protocol(up,
			    (struct slice){ reply.text.data + line->at,
				line->n },
			    type);
	}
	name_list_sort(up);
	birdctl_reply_free(&reply);
	return status == BIRDCTL_OK ? BIRD_YES : BIRD_LOST;
}

enum bird_answer
bird_sessions(struct birdctl *ctl, struct name_list *up, struct why *why)
{
	return bird_protocols(ctl, "BGP", up, why);
}

/* The answer is "NAME:", a heading line, and "INTERFACE Up ..." lines.  In
 * double quotes BIRD takes a word for the pattern of an interface. */
enum bird_answer
bird_babel_interfaces(struct birdctl *ctl, const char *protocol,
    struct name_list *names, struct why *why)
{
	struct birdctl_reply reply = { 0 };
	struct buf line = { 0 };
	enum birdctl_status status;

	buf_printf(&line, "show babel interfaces '%s'", protocol);
	status = birdctl_command(ctl, buf_cstr(&line), &reply, ANSWER_MS, why);
	for (size_t i = 0; status == BIRDCTL_OK && i < reply.n; i++) {
		struct slice text = { reply.text.data + reply.line[i].at,
			reply.line[i].n };
		struct slice name = word_next(&text);

		if (reply.line[i].code == BABEL &&
		    slice_is(word_next(&text), "Up"))
			name_list_add(names, name);
	}
	buf_free(&line);
	birdctl_reply_free(&reply);
	return status == BIRDCTL_OK ? BIRD_YES : BIRD_LOST;
}

enum bird_answer
bird_table_empty(struct birdctl *ctl, struct slice table, bool *empty,
    struct why *why)
{
	static const char none[] = "0 of 0 routes";
	struct birdctl_reply reply = { 0 };
	struct buf line = { 0 };
	struct slice text;
	enum birdctl_status status;
	enum bird_answer answer = BIRD_YES;

	buf_printf(&line, "show route table %.*s count", (int)table.n, table.p);
	status = birdctl_command(ctl, buf_cstr(&line), &reply, ANSWER_MS, why);
	if (status != BIRDCTL_OK)
		answer = BIRD_LOST;
	else if (!birdctl_reply_has(&reply, COUNTED, &text))
		answer = refusal(&reply, why);
	else
		*empty = text.n >= sizeof none - 1 &&
		    memcmp(text.p, none, sizeof none - 1) == 0;
	buf_free(&line);
	birdctl_reply_free(&reply);
	return answer;
}

/* BIRD 3 puts the time and a level before its error. */
static void
without_stamp(struct why *why)
{
	const struct why before = *why;
	const char *error = strstr(before.text, "<FATAL> ");

	if (error != NULL)
		why_set(why, "bird: %s", error + strlen("<FATAL> "));
}

bool
bird_parse(char *const argv[], struct why *why)
{
	struct run run = { .seconds = PARSE_SECONDS };
	int status = run_program(&run, argv, why);

	run_free(&run);
	if (status == 0)
		return true;
	without_stamp(why);
	return false;
}
