/* Unit tests of src/apply/birdctl.c and bird.c: a scripted other side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "apply/bird.h"

#define GREETING "0001 BIRD 2.0.12 ready.\n"
#define ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* A BIRD that answers each line it gets with the next text; NULL ends. */
struct script {
	const char *greeting; /* NULL: none */
	const char *answer[8];
	bool split;  /* a byte at a time */
	bool linger; /* stays silent in the end, does not close */
};

static void
say(int fd, const char *text, bool split)
{
	size_t n = strlen(text), step = split ? 1 : n;

	for (size_t i = 0; i < n; i += step) {
		if (write(fd, text + i, step) < 0)
			_exit(1);
		if (split)
			poll(NULL, 0, 1);
	}
}

static void
play(int fd, const struct script *s)
{
	if (s->greeting != NULL)
		say(fd, s->greeting, s->split);
	for (size_t i = 0; s->answer[i] != NULL; i++) {
		char c = '\0';

		while (c != '\n')
			if (read(fd, &c, 1) != 1)
				_exit(0);
		say(fd, s->answer[i], s->split);
	}
	if (s->linger)
		poll(NULL, 0, 20000);
	_exit(0);
}

static pid_t child;

static enum birdctl_status
greet(struct birdctl *ctl, const struct script *s, struct why *why)
{
	int fds[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	child = fork();
	assert_int_not_equal(child, -1);
	if (child == 0) {
		close(fds[0]);
		play(fds[1], s);
	}
	close(fds[1]);
	fcntl(fds[0], F_SETFL, O_NONBLOCK);
	return birdctl_greet(ctl, fds[0], 300, why);
}

static void
finish(struct birdctl *ctl)
{
	birdctl_close(ctl);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void
expect_greeting(const struct script *s, enum birdctl_status status)
{
	struct birdctl ctl;
	struct why why;

	assert_int_equal(greet(&ctl, s, &why), status);
	finish(&ctl);
}

static void
waits_for_the_greeting(void **state)
{
	const struct script good = { .greeting = GREETING, .split = true };
	const struct script mute = { .linger = true };
	const struct script gone = { .greeting = NULL };
	const struct script half = { .greeting = "0001 BIRD", .linger = true };
	const struct script other = { .greeting = "220 mail.example ESMTP\n" };
	const struct script wrong = { .greeting = "0002 Reading\n" };

	(void)state;
	expect_greeting(&good, BIRDCTL_OK);
	expect_greeting(&mute, BIRDCTL_LOST);
	expect_greeting(&gone, BIRDCTL_LOST);
	expect_greeting(&half, BIRDCTL_LOST);
	expect_greeting(&other, BIRDCTL_LOST);
	expect_greeting(&wrong, BIRDCTL_LOST);
}

static enum birdctl_status
ask(const char *answer, bool split, bool linger, struct birdctl_reply *reply)
{
	const struct script s = { GREETING, { answer }, split, linger };
	enum birdctl_status status;
	struct birdctl ctl;
	struct why why;

	assert_int_equal(greet(&ctl, &s, &why), BIRDCTL_OK);
	status = birdctl_command(&ctl, "x", reply, 300, &why);
	finish(&ctl);
	return status;
}

static void
takes_replies_apart(void **state)
{
	struct birdctl_reply reply = { 0 };
	struct slice text;

	(void)state;
	for (int split = 0; split < 2; split++) {
		assert_int_equal(
		    ask("0002-Reading configuration from /x\n"
			" more of it\n+ a log line\n0003 Reconfigured\n",
			split == 1, false, &reply),
		    BIRDCTL_OK);
		assert_int_equal(reply.n, 3);
		assert_true(birdctl_reply_has(&reply, 3, &text));
		assert_true(slice_is(text, "Reconfigured"));
		assert_false(birdctl_reply_has(&reply, 4, NULL));
		assert_false(birdctl_reply_error(&reply, NULL));
	}
	assert_int_equal(
	    ask("8002 /x:1:1 syntax error\n", false, false, &reply),
	    BIRDCTL_OK);
	assert_true(birdctl_reply_error(&reply, &text));
	assert_true(slice_is(text, "/x:1:1 syntax error"));
	assert_int_equal(ask("0000 \n", false, false, &reply), BIRDCTL_OK);
	birdctl_reply_free(&reply);
}

static void
refuses_other_replies(void **state)
{
	static const char *const bad[] = { "garbage\n", "003 short\n",
		"00a3 letters\n", " a continuation of nothing\n", "0003\n",
		"0003_x\n", "\n", "0003-no end\n", "0003 no nl" };
	struct birdctl_reply reply = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		for (int linger = 0; linger < 2; linger++)
			assert_int_equal(
			    ask(bad[i], false, linger == 1, &reply),
			    BIRDCTL_LOST);
	birdctl_reply_free(&reply);
}

static void
bounds_what_it_keeps(void **state)
{
	const size_t n = (size_t)4 * 1024 * 1024;
	char *line = malloc(n), *lines = malloc(n);
	struct birdctl_reply reply = { 0 };

	(void)state;
	memset(line, 'x', n);
	memcpy(line, "0003 ", 5);
	line[n - 1] = '\0';
	assert_int_equal(ask(line, false, false, &reply), BIRDCTL_LOST);
	for (size_t i = 0; i + 8 < n; i += 8)
		memcpy(lines + i, "1000-xx\n", 9);
	assert_int_equal(ask(lines, false, false, &reply), BIRDCTL_LOST);
	assert_true(reply.text.len < n);
	free(line);
	free(lines);
	birdctl_reply_free(&reply);
}

static bool
count_lines(void *ctx, unsigned code, struct slice text)
{
	size_t *n = ctx;

	assert_int_equal(code, 1000);
	assert_true(slice_is(text, "xx"));
	++*n;
	return true;
}

/* ANSWER's lines one by one: how many came. */
static enum birdctl_status
each(const char *answer, bool split, bool linger, size_t *n)
{
	const struct script s = { GREETING, { answer }, split, linger };
	enum birdctl_status status;
	struct birdctl ctl;
	struct why why;

	*n = 0;
	assert_int_equal(greet(&ctl, &s, &why), BIRDCTL_OK);
	status = birdctl_each(&ctl, "x", count_lines, n, 300, &why);
	finish(&ctl);
	return status;
}

static void
hands_on_line_by_line(void **state)
{
	const size_t lines = (size_t)512 * 1024;
	char *text = malloc(lines * 8 + 1);
	struct birdctl_reply reply = { 0 };
	size_t n;

	(void)state;
	for (size_t i = 0; i < lines; i++)
		memcpy(text + i * 8, "1000-xx\n", 9);
	assert_int_equal(each(text, false, false, &n), BIRDCTL_LOST);
	assert_int_equal(n, lines);
	text[(lines - 1) * 8 + 4] = ' ';
	assert_int_equal(each(text, false, false, &n), BIRDCTL_OK);
	assert_int_equal(n, lines);
	/* Never long for one line, but half a second in all. */
	memcpy(text + 63 * 8, "1000 xx\n", 9);
	assert_int_equal(each(text, true, true, &n), BIRDCTL_LOST);
	assert_int_equal(ask(text, true, true, &reply), BIRDCTL_LOST);
	birdctl_reply_free(&reply);
	memcpy(text + 63 * 8, "1000-xx\n", 9);
	assert_int_equal(each(text, false, true, &n), BIRDCTL_LOST);
	free(text);
}

static void
a_missing_socket_is_no_error(void **state)
{
	struct birdctl ctl;
	struct why why;
	char path[300];

	(void)state;
	assert_int_equal(birdctl_open(&ctl, "/nonexistent/bird.ctl", 100, &why),
	    BIRDCTL_ABSENT);
	birdctl_close(&ctl);
	memset(path, 'x', sizeof path - 1);
	path[0] = '/';
	path[sizeof path - 1] = '\0';
	assert_int_equal(birdctl_open(&ctl, path, 100, &why), BIRDCTL_DENIED);
	birdctl_close(&ctl);
}

/* What bird_configure() makes of these answers. */
static enum bird_answer
configure(const struct script *s)
{
	enum bird_answer answer;
	struct birdctl ctl;
	struct why why;

	assert_int_equal(greet(&ctl, s, &why), BIRDCTL_OK);
	answer = bird_configure(&ctl, "/x/bird.conf", &why);
	finish(&ctl);
	return answer;
}

#define IDLE "0003-Daemon is up and running\n0000 \n"
#define BUSY "0004-Reconfiguration in progress\n0000 \n"

static void
configures(void **state)
{
	const struct script at_once = { GREETING,
		{ "0002-Reading\n"
		  "0003 Reconfigured\n",
		    IDLE } };
	const struct script slowly = { GREETING,
		{ "0002-Reading\n"
		  "0004 Reconfiguration in progress\n",
		    BUSY, BUSY, IDLE } };
	const struct script queued = { GREETING,
		{ "0005 Reconfiguration already in progress, queueing\n",
		    "0005-next one enqueued\n0000 \n", BUSY, IDLE } };
	const struct script refused = { GREETING,
		{ "0002-Reading\n8002 /x:1:1 syntax error\n" } };
	const struct script restricted = { GREETING,
		{ "8007 Access denied\n" } };
	const struct script leaving = { GREETING,
		{ "0006 Shutdown in progress\n" } };
	const struct script dies = { GREETING, { "" } };
	const struct script dies_later = { GREETING,
		{ "0004 Reconfiguration in progress\n", "" } };

	(void)state;
	assert_int_equal(configure(&at_once), BIRD_YES);
	assert_int_equal(configure(&slowly), BIRD_YES);
	assert_int_equal(configure(&queued), BIRD_YES);
	assert_int_equal(configure(&refused), BIRD_NO);
	assert_int_equal(configure(&restricted), BIRD_NO);
	assert_int_equal(configure(&leaving), BIRD_NO);
	assert_int_equal(configure(&dies), BIRD_LOST);
	assert_int_equal(configure(&dies_later), BIRD_LOST);
}

static enum bird_answer
generation(const char *answer, char id[static ID_TEXT])
{
	const struct script s = { GREETING, { answer } };
	enum bird_answer said;
	struct birdctl ctl;
	struct why why;

	assert_int_equal(greet(&ctl, &s, &why), BIRDCTL_OK);
	said = bird_generation(&ctl, id, &why);
	finish(&ctl);
	return said;
}

static void
asks_what_it_runs(void **state)
{
	char id[ID_TEXT];

	(void)state;
	assert_int_equal(generation("0023 sha256:" ID "\n", id), BIRD_YES);
	assert_string_equal(id, ID);
	assert_int_equal(generation("8008 syntax error\n", id), BIRD_YES);
	assert_string_equal(id, "");
	assert_int_equal(generation("0023 sha256:" ID "00\n", id), BIRD_YES);
	assert_string_equal(id, "");
	assert_int_equal(generation("0023 42\n", id), BIRD_YES);
	assert_string_equal(id, "");
	assert_int_equal(generation("", id), BIRD_LOST);
}

static void
respects_a_pending_undo(void **state)
{
	const struct script s = { GREETING,
		{ "0003-Daemon is up and running\n"
		  "0022-Configuration unconfirmed, undo in 99 s\n0000 \n" } };
	struct birdctl ctl;
	struct why why;

	(void)state;
	assert_int_equal(greet(&ctl, &s, &why), BIRDCTL_OK);
	assert_int_equal(bird_idle(&ctl, &why), BIRD_NO);
	finish(&ctl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_for_the_greeting),
		cmocka_unit_test(takes_replies_apart),
		cmocka_unit_test(refuses_other_replies),
		cmocka_unit_test(bounds_what_it_keeps),
		cmocka_unit_test(hands_on_line_by_line),
		cmocka_unit_test(a_missing_socket_is_no_error),
		cmocka_unit_test(configures),
		cmocka_unit_test(asks_what_it_runs),
		cmocka_unit_test(respects_a_pending_undo),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
