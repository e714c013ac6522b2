/* mrt-origins: who announced anything, from the dumps of a collector. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/timestamp.h"
#include "base/wall.h"
#include "mrt-origins/dump-pool.h"
#include "mrt-origins/options.h"
#include "stream/activity.h"
#include "stream/records.h"

static bool
list_read(struct dump_list *list, char **operands, struct diag *diag)
{
	bool ok = true;

	if (*operands == NULL)
		return dump_list_add(list, DUMP_STDIN, diag);
	for (; *operands != NULL; operands++)
		ok &= dump_list_add(list, *operands, diag);
	if (ok && list->n == 0)
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "no dump (is the "
		    "directory empty?)");
	return ok && list->n > 0;
}

/* One line for each AS; how many. */
static size_t
print(const struct harvest *h, const struct dump_list *list,
    const struct options *o)
{
	struct buf line = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < h->seen.n; i++) {
		const struct origin *origin = &h->seen.slot[i];
		const char *name = dump_name(list->v[h->seen.dump[i]]);

		if (!o->all && origin->time < o->cutoff)
			continue;
		activity_put(&line,
		    &(struct activity){ origin->asn, origin->time,
			{ name, strlen(name) } });
		records_put(stdout, &line);
		n++;
	}
	buf_free(&line);
	return n;
}

static bool
cache_open(struct dump_cache *cache, const char *path, struct diag *diag)
{
	struct place place = { path, 0 };
	struct why why;

	if (path == NULL || dump_cache_open(cache, path, &why))
		return true;
	diag_say(diag, DIAG_ERROR, &place, "--cache", "%s", why.text);
	return false;
}

/* A link in a directory may lead out of it. */
static void
leave_links(struct wall_paths *paths, const struct dump_list *list)
{
	struct stat st;

	for (size_t i = 0; i < list->n; i++) {
		char *path = NULL;

		if (lstat(list->v[i], &st) == 0 && S_ISLNK(st.st_mode))
			path = realpath(list->v[i], NULL);
		wall_path_add(paths, path, WALL_PATH_READ);
		free(path);
	}
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct dump_cache cache = { .fd = -1 };
	struct dump_list list = { 0 };
	struct harvest harvest = { .records = 0 };
	struct wall_paths paths = { 0 };
	size_t n;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	out_open(stdout);
	if (!hash_start(&diag) || !cache_open(&cache, o.cache, &diag))
		goto out;
	if (!list_read(&list, o.dumps, &diag))
		goto out;
	wall_operands_add(&paths, o.dumps);
	leave_links(&paths, &list);
	wall_path_add(&paths, o.cache, WALL_PATH_WRITE);
	wall_in("mrt-origins", &paths, &diag);
	records_begin(stdout);
	if (!dump_pool_run(&list, &cache, o.jobs, &harvest, &diag))
		goto out;
	origin_table_sort(&harvest.seen);
	n = print(&harvest, &list, &o);
	if (o.cutoff != NO_CUTOFF)
		day_set_gaps(&harvest.days, (uint32_t)(o.cutoff / DATE_DAY),
		    (uint32_t)(timestamp_now() / DATE_DAY), &diag);
	records_end(stdout);
	if (!out_finish(stdout, &diag))
		goto out;
	diag_summary(&diag,
	    "%zu dumps (%zu of them in the cache), %" PRIu64
	    " records, %" PRIu64 " routes, %zu ASes",
	    list.n, harvest.cached, harvest.records, harvest.routes, n);
	status = 0;
out:
	dump_cache_close(&cache);
	dump_list_free(&list);
	harvest_free(&harvest);
	return status;
}
