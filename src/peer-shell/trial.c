/* The tools that judge and render requests, run on what the store holds. */
#include "peer-shell/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/file.h"
#include "base/mem.h"
#include "host/run.h"
#include "store/request-change.h"
#include "store/request-db.h"

#define RECORDS_MOST ((off_t)1 << 30)
#define TOOL_SECONDS 20
#define TEMPORARY "/tmp/peer-shell-XXXXXX"

/* The requests as a file that only we can read. */
struct requests_file {
	char name[sizeof TEMPORARY];
	bool there;
};

static bool
requests_file_make(struct requests_file *f, const char *text, size_t n,
    struct why *why)
{
	int fd;

	snprintf(f->name, sizeof f->name, "%s", TEMPORARY);
	fd = mkostemp(f->name, O_CLOEXEC);
	f->there = fd != -1;
	if (!f->there || !fd_write(fd, text, n)) {
		why_set(why, "%s: %s", f->name, strerror(errno));
		if (f->there)
			close(fd);
		return false;
	}
	return close(fd) == 0;
}

static void
requests_file_remove(struct requests_file *f)
{
	if (f->there)
		unlink(f->name);
}

static bool
read_registry(const struct shell *s, struct buf *records, struct why *why)
{
	struct buf path = { 0 };
	bool ok;

	buf_printf(&path, "%s/registry.records", s->site->self_service.run_dir);
	ok = file_slurp(open(buf_cstr(&path), O_RDONLY | O_CLOEXEC),
	    RECORDS_MOST, records);
	if (!ok)
		why_set(why, "%.200s: %s", buf_cstr(&path), strerror(errno));
	buf_free(&path);
	return ok;
}

/* peer-validate on the requests in TEXT, with these further arguments. */
static int
validate(const struct shell *s, struct run *run, const char *text, size_t n,
    const char *const *more, struct why *why)
{
	struct requests_file file;
	struct buf records = { 0 };
	char *argv[16];
	size_t argc = 0;
	int status = -1;

	argv[argc++] = (char *)"peer-validate";
	argv[argc++] = (char *)"-qs";
	argv[argc++] = (char *)s->site_file;
	argv[argc++] = (char *)"--requests";
	argv[argc++] = file.name;
	while (*more != NULL && argc < 14)
		argv[argc++] = (char *)*more++;
	if (s->reserved != NULL)
		argv[argc++] = (char *)s->reserved;
	argv[argc] = NULL;
	file.there = false;
	if (read_registry(s, &records, why) &&
	    requests_file_make(&file, text, n, why)) {
		run->in = records.data;
		run->in_len = records.len;
		run->seconds = TOOL_SECONDS;
		status = run_program(run, argv, why);
	}
	requests_file_remove(&file);
	buf_free(&records);
	run->in = NULL;
	run->in_len = 0;
	return status;
}

static void
copy(char *to, size_t size, const json_t *check, const char *key)
{
	const char *text = json_string_value(json_object_get(check, key));

	snprintf(to, size, "%s", text != NULL ? text : "");
}

/* The first check that failed; the peer itself comes before others that
 * contend with it. */
static bool
take_refusal(struct trial *t, const struct buf *out)
{
	json_t *all = json_loadb(out->data, out->len, 0, NULL);
	json_t *checks = json_object_get(all, "checks"), *check;
	size_t i;
	bool found = false;

	json_array_foreach(checks, i, check)
	{
		copy(t->check, sizeof t->check, check, "outcome");
		if (strcmp(t->check, "refused") != 0)
			continue;
		copy(t->check, sizeof t->check, check, "check");
		copy(t->field, sizeof t->field, check, "field");
		copy(t->why.text, sizeof t->why.text, check, "why");
		found = true;
		break;
	}
	json_decref(all);
	return found;
}

static void
judge(struct shell *s, struct trial *t, const char *name, const char *text,
    size_t n)
{
	const char *const more[] = { "--explain", name, "-f", "json", NULL };
	struct run run = { 0 };
	int status = validate(s, &run, text, n, more, &t->why);

	t->status = status == 0			     ? 0 :
	    status == 1 && take_refusal(t, &run.out) ? 1 :
						       2;
	if (t->status == 2)
		snprintf(t->check, sizeof t->check, "%s", "validate");
	run_free(&run);
}

/* Which field a check of the store is about. */
static const char *
field_of(const char *check)
{
	return strcmp(check, "public-key") == 0 ? "public-key" :
	    strcmp(check, "router") == 0	? "router" :
	    strcmp(check, "name") == 0		? "name" :
						  "";
}

void
trial_order(struct shell *s, const struct request_order *order, struct trial *t)
{
	struct request_rules rules = shell_rules(s);
	struct request_answer answer;
	char *text;
	size_t n;
	FILE *to = mem_stream(&text, &n);
	bool ok = request_try(s->db, &rules, order, &answer, to);

	mem_stream_close(to);
	*t = (struct trial){ 0 };
	if (!ok) {
		t->status = 2;
		why_set(&t->why, "the store cannot be used at the moment");
		snprintf(t->check, sizeof t->check, "%s", "store");
	} else if (answer.refused != NULL) {
		t->status = 1;
		t->why = answer.why;
		snprintf(t->check, sizeof t->check, "%s", answer.refused);
		snprintf(t->field, sizeof t->field, "%s",
		    field_of(answer.refused));
	} else if (order->operation != REQUEST_REMOVE) {
		judge(s, t, answer.name, text, n);
	}
	free(text);
}

static bool
render(const struct shell *s, const char *tool, const char *router,
    const char *name, const struct buf *records, struct buf *text,
    struct why *why)
{
	char *argv[] = { (char *)tool, (char *)"-qs", (char *)s->site_file,
		(char *)"-r", (char *)router, (char *)"--remote", (char *)name,
		NULL };
	struct run run = { .in = records->data,
		.in_len = records->len,
		.seconds = TOOL_SECONDS };
	bool ok = run_program(&run, argv, why) == 0;

	if (ok)
		buf_add(text, run.out.data, run.out.len);
	run_free(&run);
	return ok;
}

bool
trial_remote(struct shell *s, const char *router, const char *name,
    struct buf text[static REMOTES], struct why *why)
{
	static const char *const tools[REMOTES] = { "wg-render",
		"bird-render" };
	const char *const more[] = { "-r", router, NULL };
	struct run run = { 0 };
	char *requests;
	size_t n;
	FILE *to = mem_stream(&requests, &n);
	bool ok;

	db_begin_reading(s->db);
	request_db_write(s->db, router, to);
	ok = db_commit(s->db);
	mem_stream_close(to);
	if (!ok)
		why_set(why, "the store cannot be read at the moment");
	ok = ok && validate(s, &run, requests, n, more, why) == 0;
	for (size_t i = 0; i < REMOTES && ok; i++)
		ok = render(s, tools[i], router, name, &run.out, &text[i], why);
	run_free(&run);
	free(requests);
	return ok;
}
