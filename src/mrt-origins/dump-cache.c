/* A dump cache: what was found in a dump, a file of lines for each. */
#include "mrt-origins/dump-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/number.h"
#include "base/slice.h"

/* What is kept of a dump with very many ASes. */
#define CACHE_MOST ((off_t)256 * 1024 * 1024)
#define HASH 16
#define NAME_TEXT (2 * HASH + 1)

bool
dump_cache_open(struct dump_cache *cache, const char *path, struct why *why)
{
	cache->fd = folder_make(path, 0700, (gid_t)-1, why);
	return cache->fd >= 0;
}

void
dump_cache_close(struct dump_cache *cache)
{
	if (cache->fd >= 0)
		close(cache->fd);
	cache->fd = -1;
}

static void
name_of(char name[static NAME_TEXT], const char *path)
{
	unsigned char hash[HASH];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)path,
	    strlen(path), NULL, 0);
	sodium_bin2hex(name, NAME_TEXT, hash, sizeof hash);
}

/* Which dump it is. */
static void
put_head(struct buf *text, const struct stat *st)
{
	buf_printf(text, "mrt-origins cache 1\nsize %jd\nchanged %jd.%09ld\n",
	    (intmax_t)st->st_size, (intmax_t)st->st_mtim.tv_sec,
	    st->st_mtim.tv_nsec);
}

/* Cuts a line "NAME NUMBER" off TEXT. */
static bool
cut_number(struct slice *text, const char *name, char end, uint64_t most,
    uint64_t *number)
{
	size_t n = strlen(name);
	const char *stop;

	if (text->n <= n || memcmp(text->p, name, n) != 0)
		return false;
	stop = memchr(text->p + n, end, text->n - n);
	if (stop == NULL ||
	    !number_parse(text->p + n, (size_t)(stop - text->p) - n, 0, most,
		number, NULL))
		return false;
	n = (size_t)(stop + 1 - text->p);
	*text = (struct slice){ text->p + n, text->n - n };
	return true;
}

static bool
cut_line(struct slice *text, struct dump *dump)
{
	uint64_t first, second;

	if (cut_number(text, "day ", '\n', DAY_SET_DAYS - 1, &first)) {
		day_set_add(&dump->days, (uint32_t)first);
		return true;
	}
	if (!cut_number(text, "origin ", ' ', UINT32_MAX, &first) ||
	    !cut_number(text, "", '\n', UINT32_MAX, &second))
		return false;
	origin_table_see(&dump->seen, (uint32_t)first, (uint32_t)second);
	return true;
}

static bool
get_all(struct slice text, const struct stat *st, struct dump *dump)
{
	struct buf head = { 0 };
	bool ok;

	put_head(&head, st);
	ok = text.n > head.len && memcmp(text.p, head.data, head.len) == 0;
	if (ok)
		text = (struct slice){ text.p + head.len, text.n - head.len };
	buf_free(&head);
	if (!ok ||
	    !cut_number(&text, "records ", '\n', UINT64_MAX, &dump->records) ||
	    !cut_number(&text, "routes ", '\n', UINT64_MAX, &dump->routes))
		return false;
	while (!slice_is(text, "end\n"))
		if (!cut_line(&text, dump))
			return false;
	return true;
}

bool
dump_cache_get(const struct dump_cache *cache, const char *path,
    const struct stat *st, struct dump *dump)
{
	struct buf text = { 0 };
	char name[NAME_TEXT];
	bool ok;

	if (cache->fd < 0)
		return false;
	name_of(name, path);
	ok = file_slurp(openat(cache->fd, name,
			    O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK),
		 CACHE_MOST, &text) &&
	    get_all((struct slice){ text.data, text.len }, st, dump);
	buf_free(&text);
	return ok;
}

static void
put_all(struct buf *text, const struct stat *st, const struct dump *dump)
{
	put_head(text, st);
	buf_printf(text, "records %" PRIu64 "\nroutes %" PRIu64 "\n",
	    dump->records, dump->routes);
	for (uint32_t day = 0; day < DAY_SET_DAYS; day++)
		if (day_set_has(&dump->days, day))
			buf_printf(text, "day %" PRIu32 "\n", day);
	for (size_t i = 0; i < dump->seen.size; i++) {
		const struct origin *o = &dump->seen.slot[i];

		if (o->time != 0)
			buf_printf(text, "origin %" PRIu32 " %" PRIu32 "\n",
			    o->asn, o->time);
	}
	buf_str(text, "end\n");
}

bool
dump_cache_put(const struct dump_cache *cache, const char *path,
    const struct stat *st, const struct dump *dump, struct why *why)
{
	struct buf text = { 0 };
	struct slice part;
	char name[NAME_TEXT];
	bool ok;

	name_of(name, path);
	put_all(&text, st, dump);
	part = (struct slice){ text.data, text.len };
	ok = file_replace(cache->fd, name, 0600, &part, 1);
	if (!ok)
		why_set(why, "not kept in the cache: %s", strerror(errno));
	buf_free(&text);
	return ok;
}
