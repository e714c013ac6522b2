/* What the pipeline made of a change: RUN-DIR/result. */
#include "peer-shell/effect.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/deadline.h"
#include "base/file.h"
#include "peer-shell/reply.h"

#define RESULT_MOST (1 << 20)
#define LOOK_MS 200

/* NULL: there is none. */
static json_t *
read_result(const struct shell *s)
{
	struct buf path = { 0 }, text = { 0 };
	json_t *result = NULL;

	buf_printf(&path, "%s/result", s->site->self_service.run_dir);
	if (file_slurp(open(buf_cstr(&path), O_RDONLY | O_CLOEXEC), RESULT_MOST,
		&text))
		result = json_loadb(text.data, text.len, 0, NULL);
	buf_free(&path);
	buf_free(&text);
	return result;
}

static int
say(struct shell *s, const json_t *result, const struct request_answer *answer)
{
	const char *refused = json_string_value(
	    json_object_get(json_object_get(result, "refused"), answer->name));
	json_int_t status = json_integer_value(json_object_get(result, "exit"));

	if (refused != NULL)
		return reply_no(s, 1, NULL, NULL,
		    "the router refused it: "
		    "%.200s",
		    refused);
	if (status != 0)
		return reply_no(s, 2, NULL, NULL,
		    "it is stored, and the "
		    "router could not apply it yet (it tries again)");
	reply_line(s, "The router has applied it.");
	reply_set(s, "applied", json_true());
	return 0;
}

int
effect_say(struct shell *s, const struct request_answer *answer)
{
	const long long until = deadline_in(s->wait * 1000);
	json_t *result = read_result(s);
	int status = 0;

	/* Nobody writes it here: there is nothing to wait for. */
	while (result != NULL &&
	    json_integer_value(json_object_get(result, "serial")) <
		answer->serial &&
	    deadline_sleep(until, LOOK_MS)) {
		json_decref(result);
		result = read_result(s);
	}
	if (result != NULL &&
	    json_integer_value(json_object_get(result, "serial")) >=
		answer->serial) {
		status = say(s, result, answer);
	} else {
		reply_line(s, "The router applies it with its next run.");
		reply_set(s, "applied", json_false());
	}
	json_decref(result);
	return status;
}
