/* peer-status: what BIRD's sessions do, and why routes are rejected. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "host/run.h"
#include "peer-status/history.h"
#include "peer-status/options.h"
#include "peer-status/outfile.h"
#include "peer-status/status-ask.h"
#include "site/site-read.h"

/* The site file's default. */
#define SOCKET "/run/bird/bird.ctl"

static bool
read_policy(struct policy *policy, const char *file, struct diag *diag)
{
	struct place place = { file, 0 };
	int fd = STDIN_FILENO;
	bool ok;

	if (file == NULL)
		return true;
	if (strcmp(file, "-") != 0)
		fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
		return false;
	}
	ok = policy_read(policy, fd, file, diag);
	if (fd != STDIN_FILENO)
		close(fd);
	return ok;
}

/* Format into memory first, so that the output is complete or empty. */
static bool
print(const struct options *o, const struct status *s, const struct page *page,
    struct diag *diag)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	bool ok = f != NULL && o->format->print(f, s, page) && !ferror(f);

	if (f == NULL || fclose(f) != 0 || !ok) {
		diag_say(diag, DIAG_ERROR, NULL, NULL, "out of memory");
		ok = false;
	} else if (o->output != NULL) {
		ok = outfile_replace(o->output, text, n, diag);
	} else {
		fwrite(text, 1, n, stdout);
		ok = out_finish(stdout, diag);
	}
	free(text);
	return ok;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct policy policy = { 0 };
	struct history history = { 0 };
	struct status s = { 0 };
	struct attendance attendance = { 0 };
	struct page page = { o.title, o.every,
		o.history != NULL ? &history : NULL, &attendance };
	struct only only = { 0 };
	const struct site_router *router = NULL;
	struct wall_paths paths = { 0 };
	struct site *site = NULL;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	/* wg(8) prints keys. */
	run_without_core_dumps();
	if (!hash_start(&diag))
		return 2;
	if (o.common.site != NULL &&
	    ((site = site_read(o.common.site, &diag)) == NULL ||
		(router = site_router(site, o.common.router, &diag)) == NULL))
		goto out;
	policy.site = site;
	policy.router = router;
	o.question.socket = router != NULL ? router->bird.control_socket :
	    o.socket != NULL		   ? o.socket :
					     SOCKET;
	wall_path_add(&paths, o.output, WALL_PATH_REPLACE);
	wall_path_add(&paths, o.history, WALL_PATH_REPLACE);
	wall_in("peer-status", &paths, &diag);
	only_start(&only, o.only);
	o.question.only = &only;
	if (!read_policy(&policy, o.records, &diag))
		goto out;
	/* To see which leases nobody announces. */
	o.question.list_accepted |= o.format->rejected &&
	    policy.participants.n > 0;
	if (!status_ask(&s, &o.question, &policy, &diag) ||
	    (o.history != NULL &&
		!history_keep(&history, o.history, &s, &policy, o.only == NULL,
		    &diag)))
		goto out;
	attendance_take(&attendance, &s, &policy, page.history, &only);
	only_finish(&only, s.bird_up ? &diag : NULL);
	if (!print(&o, &s, &page, &diag))
		goto out;
	status = s.bird_up ? 0 : 1;
	if (!s.bird_up)
		diag_say(&diag, DIAG_WARNING, NULL, NULL,
		    "BIRD does not "
		    "answer: %s",
		    s.why.text);
out:
	only_finish(&only, NULL);
	attendance_free(&attendance);
	history_free(&history);
	status_free(&s);
	policy_free(&policy);
	site_free(site);
	return status;
}
