/* roa-json: the vrp records of a stream as JSON. */
#include <stdio.h>
#include <unistd.h>

#include "base/out.h"
#include "roa-json/json.h"
#include "roa-json/options.h"
#include "roa-json/roa.h"

int
main(int argc, char **argv)
{
	struct options o = options_parse(argc, argv);
	struct diag diag = { .tool = "roa-json", .sink = diag_stderr,
		.verbose = o.common.verbose };
	struct roas roas = { 0 };
	int status = 2;

	out_open(stdout);
	if (!roas_read(&roas, STDIN_FILENO, &diag))
		goto out;
	if (!json_write(stdout, &roas, &o.json)) {
		diag_say(&diag, DIAG_ERROR, NULL, NULL, "out of memory");
		goto out;
	}
	if (!out_finish(stdout, &diag))
		goto out;
	fprintf(stderr, "roa-json: %zu ROAs\n", roas.n);
	status = 0;
out:
	roas_free(&roas);
	return status;
}
