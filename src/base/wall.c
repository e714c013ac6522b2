/* The wall around each tool: what it may do once it reads its input. */
#include "base/wall.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"

struct wall {
	const char *tool; /* and in which case, if it has two */
	unsigned promise;
	const char *none; /* why it has no wall */
};

static const struct wall walls[] = {
	{ "apply", 0, "changes the system as root, and runs ip, wg and bird" },
	{ "bird-render", 0 },
	{ "guest-key", 0 },
	{ "irr-fetch", WALL_ANYWHERE | WALL_WRITE | WALL_NETWORK },
	{ "lease-serve",
	    WALL_THREADS | WALL_ANYWHERE | WALL_WRITE | WALL_NETWORK |
		WALL_LISTEN },
	{ "lease-serve HOOK",
	    WALL_ANYWHERE | WALL_WRITE | WALL_NETWORK | WALL_LISTEN |
		WALL_RUN },
	{ "lease-store",
	    WALL_THREADS | WALL_ANYWHERE | WALL_WRITE | WALL_NETWORK },
	{ "lease-store HOOK",
	    WALL_ANYWHERE | WALL_WRITE | WALL_NETWORK | WALL_RUN },
	{ "link-latency", WALL_READ | WALL_WRITE | WALL_KERNEL },
	{ "mrt-origins", WALL_THREADS | WALL_READ | WALL_WRITE },
	{ "participant-parse", 0 },
	{ "peeringdb-parse", 0 },
	{ "peer-shell", WALL_ANYWHERE | WALL_WRITE | WALL_RUN },
	{ "peer-status", WALL_ANYWHERE | WALL_WRITE | WALL_KERNEL | WALL_RUN },
	{ "peer-validate", 0 },
	{ "peer-validate PEERS", WALL_READ | WALL_AGAIN },
	{ "registry-activity", 0 },
	{ "registry-check", WALL_THREADS | WALL_READ },
	{ "registry-graph", WALL_READ },
	{ "registry-keys", WALL_READ | WALL_WRITE },
	{ "registry-parse", WALL_THREADS | WALL_READ },
	{ "registry-query", 0 },
	{ "request-store", WALL_READ | WALL_WRITE },
	{ "request-verify", WALL_ANYWHERE | WALL_WRITE | WALL_RUN },
	{ "roa-json", 0 },
	{ "site-show", WALL_READ },
	{ "source-fetch",
	    WALL_THREADS | WALL_ANYWHERE | WALL_WRITE | WALL_NETWORK },
	{ "wg-render", 0 },
};

static const struct wall *
wall_find(const char *tool)
{
	static const struct wall filter = { "filter", 0 };

	for (size_t i = 0; i < sizeof walls / sizeof *walls; i++)
		if (strcmp(walls[i].tool, tool) == 0)
			return &walls[i];
	return &filter;
}

/* The tests want a call outside the wall to kill ("kill"), and no line about it
 * ("quiet"). */
static bool
walls_are(const char *what)
{
	const char *want = getenv("BIRDFEED_WALLS");

	return want != NULL && strcmp(want, what) == 0;
}

void
wall_path_add(struct wall_paths *paths, const char *path, enum wall_use use)
{
	if (path == NULL || strcmp(path, "-") == 0)
		return;
	paths->v = mem_grow(paths->v, paths->n, &paths->cap, sizeof *paths->v);
	paths->v[paths->n++] = (struct wall_path){ mem_strdup(path), use };
}

void
wall_operands_add(struct wall_paths *paths, char *const *operands)
{
	for (; *operands != NULL; operands++)
		wall_path_add(paths, *operands, WALL_PATH_READ);
}

static void
paths_free(struct wall_paths *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		free(paths->v[i].path);
	free(paths->v);
	*paths = (struct wall_paths){ 0 };
}

void
wall_in(const char *tool, struct wall_paths *paths, struct diag *diag)
{
	const struct wall *wall = wall_find(tool);
	struct wall_paths none = { 0 };
	const char *no_calls = "", *no_files = "";
	const bool kills = walls_are("kill");
	bool calls, files;

	if (wall->none != NULL)
		return;
	if (paths == NULL)
		paths = &none;
	/* localtime_r(3) would open the time zone later. */
	tzset();
	/* Landlock first, because its own calls are outside the wall. */
	files = wall_files(wall->promise, paths, &no_files);
	calls = wall_calls(wall->promise, kills, &no_calls);
	if (!kills && !walls_are("quiet") && (wall->promise & WALL_AGAIN) == 0)
		diag_say(diag, DIAG_NOTE, NULL, NULL, "walls: %s%s, %s%s",
		    calls ? "seccomp" : "no seccomp: ", no_calls,
		    files ? "Landlock" : "no Landlock: ", no_files);
	paths_free(paths);
}

void
wall_in_filter(struct diag *diag)
{
	wall_in(diag->tool, NULL, diag);
}
