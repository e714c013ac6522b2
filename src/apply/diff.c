/* The difference between two texts, as diff(1) prints it. */
#include "apply/diff.h"

#include "host/run.h"

#define DIFF_SECONDS 60u

bool
diff_print(FILE *f, const char *path, const char *old, struct slice new,
    struct why *why)
{
	struct run run = { .in = new.p,
		.in_len = new.n,
		.seconds = DIFF_SECONDS };
	struct buf before = { 0 }, after = { 0 };
	const char *argv[] = { "diff", "-u", "--label", NULL, "--label", NULL,
		"--", NULL, NULL, NULL };
	int status;

	buf_printf(&before, "%s%s", old != NULL ? "current/" : "", path);
	buf_printf(&after, "new/%s", path);
	argv[3] = old != NULL ? buf_cstr(&before) : "/dev/null";
	argv[5] = new.p != NULL ? buf_cstr(&after) : "/dev/null";
	argv[7] = old != NULL ? old : "/dev/null";
	argv[8] = new.p != NULL ? "-" : "/dev/null";
	status = run_program(&run, (char *const *)argv, why);
	/* Exit status 1: the texts differ. */
	if (status == 0 || status == 1)
		fwrite(run.out.data, 1, run.out.len, f);
	run_free(&run);
	buf_free(&before);
	buf_free(&after);
	return status == 0 || status == 1;
}
