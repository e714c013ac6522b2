/* request-verify: a signed text, checked against the registry's keys. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/command.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/timestamp.h"
#include "base/wall.h"
#include "request-verify/verify.h"
#include "site/site-read.h"
#include "stream/records.h"

struct options {
	struct common common;
	const char *seen;
	int64_t now;
};

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	{ 0, "seen-keys", "DIRECTORY",
	    "keep OpenPGP keys that came with "
	    "texts here",
	    OPTION_TEXT, offsetof(struct options, seen) },
	OPTION_NOW(struct options, now),
};
static const struct command command = {
	.tool = "request-verify",
	.does = "Checks a signed request for peering against the registry.",
	.operands = "RECORDS <TEXT",
	.expected = "one file of records",
	.most = 1,
	.example = "request-verify -s site.yaml records <mail | "
		   "request-store -s site.yaml put",
	.page = "request-verify(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* All of FD, or as much as shows that it is too much. */
static bool
read_text(int fd, struct buf *data, struct diag *diag)
{
	static const struct place place = { "-", 0 };
	ssize_t n = 1;

	while (n > 0 && data->len <= SIGNED_INPUT_MOST) {
		n = read(fd, buf_room(data, SIGNED_INPUT_MOST),
		    SIGNED_INPUT_MOST);
		if (n > 0)
			data->len += (size_t)n;
		else if (n == -1 && errno == EINTR)
			n = 1;
	}
	if (n == -1)
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
	return n != -1;
}

/* The exit status; LINE is the record of a good text. */
static int
conclude(bool good, const struct buf *line, const struct verdict *verdict,
    struct diag *diag)
{
	static const struct place place = { "-", 0 };

	if (good) {
		records_begin(stdout);
		fwrite(line->data, 1, line->len, stdout);
		records_end(stdout);
		return out_finish(stdout, diag) ? 0 : 2;
	}
	if (verdict->refused != NULL) {
		diag_say(diag, DIAG_REFUSED, &place, NULL, "%s [%s]",
		    verdict->why.text, verdict->refused);
		return 1;
	}
	if (verdict->why.text[0] != '\0')
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s",
		    verdict->why.text);
	return 2;
}

int
main(int argc, char **argv)
{
	struct options o = { .now = timestamp_now() };
	char **operand;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operand, &diag);
	struct buf data = { 0 }, line = { 0 };
	struct wall_paths paths = { 0 };
	struct verdict verdict;
	struct verify v;
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	if (operand[0] == NULL)
		return command_wrong(&command, NULL, "no file of records");
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	status = 2;
	out_open(stdout);
	v = (struct verify){ site, operand[0],
		{ site->self_service.pgp_keys, o.seen }, o.now, &diag };
	wall_path_add(&paths, "/tmp", WALL_PATH_WRITE);
	wall_path_add(&paths, o.seen, WALL_PATH_WRITE);
	wall_in("request-verify", &paths, &diag);
	if (read_text(STDIN_FILENO, &data, &diag))
		status = conclude(verify_text(&v, &data, &line, &verdict),
		    &line, &verdict, &diag);
	buf_free(&data);
	buf_free(&line);
	site_free(site);
	return status;
}
