/* YAML: builds a tree from libyaml's events. */
#include "site/ynode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h" /* before uthash.h */

#include <uthash.h>
#include <yaml.h>

#include "base/mem.h"

#define DEPTH_MAX 16

struct reading {
	yaml_parser_t parser;
	yaml_event_t event;
	struct place place;
	enum diag_level level;
	struct diag *diag;
};

/* Frequent causes that libyaml does not see. */
static const char *
hint(const char *problem)
{
	static const struct {
		const char *part;
		const char *hint;
	} hints[] = {
		{ "mapping values",
		    " (expected quotes around a value that ends in a colon: "
		    "\"fe80::\")" },
		{ "cannot start any token",
		    " (expected spaces instead of a TAB, and quotes around a "
		    "value that begins with @, % or `)" },
	};

	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (problem != NULL && strstr(problem, hints[i].part) != NULL)
			return hints[i].hint;
	return "";
}

static bool
next(struct reading *r)
{
	const yaml_parser_t *p = &r->parser;

	if (!yaml_parser_parse(&r->parser, &r->event)) {
		/* For a reader error, libyaml knows the byte but not the
		 * line. */
		bool bytes = p->error == YAML_READER_ERROR;
		bool broken = bytes && strcmp(p->problem, "input error") == 0;

		r->place.line = bytes ? 0 : p->problem_mark.line + 1;
		if (broken)
			diag_say(r->diag, DIAG_ERROR, &r->place, NULL,
			    "read: %s", strerror(errno));
		else if (bytes)
			diag_say(r->diag, r->level, &r->place, NULL,
			    "not YAML: %s, at byte %zu", p->problem,
			    p->problem_offset + 1);
		else
			diag_say(r->diag, r->level, &r->place, NULL,
			    "not YAML: %s%s",
			    p->problem != NULL ? p->problem : "out of memory",
			    hint(p->problem));
		return false;
	}
	r->place.line = r->event.start_mark.line + 1;
	return true;
}

static bool
refuse(struct reading *r, const char *text)
{
	diag_say(r->diag, r->level, &r->place, NULL, "%s", text);
	return false;
}

static bool node(struct reading *r, struct ynode *to, unsigned depth);

static struct ynode *
new_item(struct ynode *parent)
{
	parent->item = mem_grow(parent->item, parent->n, &parent->cap,
	    sizeof *parent->item);
	parent->item[parent->n] = (struct ynode){ 0 };
	return &parent->item[parent->n++];
}

static bool
children(struct reading *r, struct ynode *to, unsigned depth,
    yaml_event_type_t end)
{
	for (;;) {
		bool key = to->kind == YNODE_MAP && to->n % 2 == 0;

		if (!next(r))
			return false;
		if (r->event.type == end) {
			yaml_event_delete(&r->event);
			return true;
		}
		if (key && r->event.type != YAML_SCALAR_EVENT) {
			yaml_event_delete(&r->event);
			return refuse(r, "a key that is no plain text");
		}
		if (!node(r, new_item(to), depth + 1))
			return false;
	}
}

/* The keys of a map, to find duplicates. */
struct seen {
	const struct ynode *key;
	UT_hash_handle hh;
};

static bool
keys_once(struct reading *r, const struct ynode *map)
{
	struct seen *all = NULL, *slots = NULL, *found;
	bool ok = true;

	slots = mem_zalloc((map->n / 2 + 1) * sizeof *slots);
	for (size_t i = 0; i < map->n && ok; i += 2) {
		const struct ynode *key = &map->item[i];

		HASH_FIND(hh, all, key->text, key->len, found);
		if (found != NULL) {
			r->place.line = key->line;
			diag_say(r->diag, r->level, &r->place, key->text,
			    "this key was there before, on line %u",
			    found->key->line);
			ok = false;
		}
		slots[i / 2].key = key;
		HASH_ADD_KEYPTR(hh, all, key->text, key->len, &slots[i / 2]);
	}
	HASH_CLEAR(hh, all);
	free(slots);
	return ok;
}

static bool
scalar(struct reading *r, struct ynode *to)
{
	const char *text = (const char *)r->event.data.scalar.value;
	size_t n = r->event.data.scalar.length;

	to->kind = YNODE_SCALAR;
	to->text = mem_strndup(text, n);
	to->len = n;
	to->quoted = r->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	if (memchr(text, '\0', n) != NULL)
		return refuse(r, "a NUL in a value");
	return true;
}

/* Builds *TO from the current event and those that belong to it. */
static bool
node(struct reading *r, struct ynode *to, unsigned depth)
{
	yaml_event_type_t type = r->event.type;
	bool ok = false, marked = false;

	to->line = (unsigned)r->place.line;
	if (type == YAML_SCALAR_EVENT)
		marked = r->event.data.scalar.anchor != NULL ||
		    r->event.data.scalar.tag != NULL;
	else if (type == YAML_SEQUENCE_START_EVENT)
		marked = r->event.data.sequence_start.anchor != NULL ||
		    r->event.data.sequence_start.tag != NULL;
	else if (type == YAML_MAPPING_START_EVENT)
		marked = r->event.data.mapping_start.anchor != NULL ||
		    r->event.data.mapping_start.tag != NULL;
	if (marked || type == YAML_ALIAS_EVENT)
		refuse(r, "an anchor, alias or tag (expected plain YAML)");
	else if (depth > DEPTH_MAX)
		refuse(r, "more than 16 levels deep");
	else if (type == YAML_SCALAR_EVENT)
		ok = scalar(r, to);
	else
		ok = true;
	yaml_event_delete(&r->event);
	if (!ok || type == YAML_SCALAR_EVENT)
		return ok;
	if (type == YAML_SEQUENCE_START_EVENT) {
		to->kind = YNODE_LIST;
		return children(r, to, depth, YAML_SEQUENCE_END_EVENT);
	}
	to->kind = YNODE_MAP;
	return children(r, to, depth, YAML_MAPPING_END_EVENT) &&
	    keys_once(r, to);
}

/* Reads the next event and keeps only its type. */
static bool
skip(struct reading *r)
{
	yaml_event_type_t type;

	if (!next(r))
		return false;
	type = r->event.type;
	yaml_event_delete(&r->event);
	r->event.type = type;
	return true;
}

/* Reads the start of the stream.  Refuses UTF-16, which libyaml would accept,
 * so that an editor shows the file as birdfeed reads it. */
static bool
utf8_stream(struct reading *r)
{
	yaml_encoding_t encoding;

	if (!next(r))
		return false;
	encoding = r->event.data.stream_start.encoding;
	yaml_event_delete(&r->event);
	r->place.line = 0;
	return (encoding != YAML_UTF16LE_ENCODING &&
		   encoding != YAML_UTF16BE_ENCODING) ||
	    refuse(r, "UTF-16 (expected YAML in UTF-8)");
}

static bool
document(struct reading *r, struct ynode *root)
{
	if (!utf8_stream(r) || !skip(r))
		return false;
	if (r->event.type != YAML_DOCUMENT_START_EVENT) {
		r->place.line = 0;
		return refuse(r, "empty (expected a YAML document)");
	}
	if (!next(r) || !node(r, root, 1) || !skip(r) || !skip(r))
		return false;
	return r->event.type == YAML_STREAM_END_EVENT ||
	    refuse(r, "a second document (expected one)");
}

struct ynode *
ynode_read(const char *file, enum diag_level level, struct diag *diag)
{
	struct reading r = { .place = { file, 0 },
		.level = level,
		.diag = diag };
	struct ynode *root = NULL;
	struct stat st;
	FILE *f;
	int fd;

	/* O_NONBLOCK: do not wait for a writer if the file is a FIFO.  It is
	 * cleared below, so that reads wait for a pipe such as /dev/fd/63. */
	fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	f = fd >= 0 ? fdopen(fd, "r") : NULL;
	if (f == NULL || fstat(fd, &st) != 0 || fcntl(fd, F_SETFL, 0) != 0) {
		diag_say(diag, DIAG_ERROR, &r.place, NULL, "%s",
		    strerror(errno));
		goto out;
	}
	if (S_ISDIR(st.st_mode)) {
		diag_say(diag, DIAG_ERROR, &r.place, NULL,
		    "a directory (expected a file)");
		goto out;
	}
	if (!yaml_parser_initialize(&r.parser)) {
		refuse(&r, "out of memory");
		goto out;
	}
	yaml_parser_set_input_file(&r.parser, f);
	root = mem_zalloc(sizeof *root);
	if (!document(&r, root)) {
		ynode_free(root);
		root = NULL;
	}
	yaml_parser_delete(&r.parser);
out:
	if (f != NULL)
		fclose(f);
	else if (fd >= 0)
		close(fd);
	return root;
}

const struct ynode *
ynode_get(const struct ynode *map, const char *key)
{
	for (size_t i = 0; i < map->n; i += 2)
		if (strcmp(map->item[i].text, key) == 0)
			return &map->item[i + 1];
	return NULL;
}

bool
ynode_is_null(const struct ynode *node)
{
	return node->kind == YNODE_SCALAR && !node->quoted &&
	    (node->len == 0 || strcmp(node->text, "~") == 0 ||
		strcmp(node->text, "null") == 0);
}

static void
free_inside(struct ynode *node)
{
	for (size_t i = 0; i < node->n; i++)
		free_inside(&node->item[i]);
	free(node->item);
	free(node->text);
}

void
ynode_free(struct ynode *root)
{
	if (root == NULL)
		return;
	free_inside(root);
	free(root);
}
