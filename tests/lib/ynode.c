/* Unit tests: YAML trees. */
#include "site/ynode.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"
#include "collect.h"
#include "scratch.h"

/* The tree of a file that holds this text. */
static struct ynode *
read_text(const char *text, size_t n, struct collect *c)
{
	scratch_write("f", text, n);
	return ynode_read("f", DIAG_ERROR, &c->diag);
}

#define PLAIN "an anchor, alias or tag (expected plain YAML)\n"

static void
refused(void **state)
{
	static const struct {
		const char *text, *said;
	} rows[] = {
		{ "", "test: f: empty (expected a YAML document)\n" },
		{ "# nothing\n",
		    "test: f: empty (expected a YAML document)\n" },
		{ "a:\n\tb: c\n",
		    "test: f:2: not YAML: found character that "
		    "cannot start any token (expected spaces instead of a TAB, "
		    "and quotes around a value that begins with @, % or `)\n" },
		{ "a: b\na: c\n",
		    "test: f:2: a: this key was there before, on line 1\n" },
		{ "a:\n  b: 1\n  c: 2\n  \"b\": 3\n",
		    "test: f:4: b: this key was there before, on line 2\n" },
		{ "- {x: 1, x: 2}\n",
		    "test: f:1: x: this key was there before, on line 1\n" },
		{ "a: &x b\n", "test: f:1: " PLAIN },
		{ "a: &x [b]\n", "test: f:1: " PLAIN },
		{ "a: &x {b: c}\n", "test: f:1: " PLAIN },
		{ "&x a: b\n", "test: f:1: " PLAIN },
		{ "a: b\nc: *a\n", "test: f:2: " PLAIN },
		{ "*a\n", "test: f:1: " PLAIN },
		{ "a: !!int 3\n", "test: f:1: " PLAIN },
		{ "a: !x [b]\n", "test: f:1: " PLAIN },
		{ "a: ! b\n", "test: f:1: " PLAIN },
		{ "--- !!map\na: b\n", "test: f:1: " PLAIN },
		{ "? [a]\n: b\n", "test: f:1: a key that is no plain text\n" },
		{ "a: b\n? {a: b}\n: b\n",
		    "test: f:2: a key that is no plain text\n" },
		{ "a: b\n*a : b\n",
		    "test: f:2: a key that is no plain text\n" },
		{ "a: b\n---\nc: d\n",
		    "test: f:2: a second document (expected one)\n" },
		{ "a: b\n...\n---\n",
		    "test: f:3: a second document (expected one)\n" },
		{ "a: \"b\\0c\"\n", "test: f:1: a NUL in a value\n" },
		{ "\"a\\0c\": b\n", "test: f:1: a NUL in a value\n" },
		{ "a: b\n c: d\n",
		    "test: f:2: not YAML: mapping values are "
		    "not allowed in this context (expected quotes around a "
		    "value that ends in a colon: \"fe80::\")\n" },
		{ "a: [b\n",
		    "test: f:2: not YAML: did not find expected ',' "
		    "or ']'\n" },
		{ "a: \"b\n",
		    "test: f:2: not YAML: found unexpected end of "
		    "stream\n" },
		{ "a: b\nc: \x01\n",
		    "test: f: not YAML: control characters "
		    "are not allowed, at byte 9\n" },
		{ "a: \xff\n",
		    "test: f: not YAML: invalid leading UTF-8 "
		    "octet, at byte 4\n" },
		{ "[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]\n",
		    "test: f:1: more than 16 levels deep\n" },
		{ "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]\n",
		    "test: f:1: more than 16 levels deep\n" },
	};
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_null(read_text(rows[i].text, strlen(rows[i].text), &c));
		collect_said(&c, rows[i].said);
	}
	assert_null(read_text("\xff\xfe"
			      "a\0:\0 \0b\0",
	    10, &c));
	collect_said(&c, "test: f: UTF-16 (expected YAML in UTF-8)\n");
	assert_null(read_text("\xfe\xff"
			      "\0a\0:\0 \0b",
	    10, &c));
	collect_said(&c, "test: f: UTF-16 (expected YAML in UTF-8)\n");
	assert_null(read_text("a: b\0\n", 6, &c));
	collect_said(&c,
	    "test: f: not YAML: control characters are not "
	    "allowed, at byte 5\n");
	collect_close(&c);
}

/* However deep: it ends with a message, not with the stack. */
static void
very_deep(void **state)
{
	static char text[20000];
	struct collect c;

	(void)state;
	collect_open(&c);
	memset(text, '[', sizeof text);
	assert_null(read_text(text, sizeof text, &c));
	c.text.len = 0;
	for (size_t i = 0; i + 1 < sizeof text; i += 2)
		memcpy(text + i, "- ", 2);
	assert_null(read_text(text, sizeof text, &c));
	c.text.len = 0;
	collect_close(&c);
}

static void
no_file(void **state)
{
	struct collect c;

	(void)state;
	collect_open(&c);
	assert_null(ynode_read("none", DIAG_ERROR, &c.diag));
	collect_said(&c, "test: none: No such file or directory\n");
	assert_null(ynode_read(".", DIAG_ERROR, &c.diag));
	collect_said(&c, "test: .: a directory (expected a file)\n");
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_null(ynode_read("fifo", DIAG_ERROR, &c.diag));
	collect_said(&c, "test: fifo: empty (expected a YAML document)\n");
	collect_close(&c);
}

/* As <(...) of the shell is one: the text comes later than the opening. */
static void
slow_pipe(void **state)
{
	struct buf path = { 0 };
	struct ynode *root;
	struct collect c;
	int fd[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(fd), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		usleep(50000);
		_exit(write(fd[1], "a: b\n", 5) != 5);
	}
	close(fd[1]);
	collect_open(&c);
	buf_printf(&path, "/dev/fd/%d", fd[0]);
	root = ynode_read(buf_cstr(&path), DIAG_ERROR, &c.diag);
	assert_non_null(root);
	assert_string_equal(ynode_get(root, "a")->text, "b");
	ynode_free(root);
	buf_free(&path);
	close(fd[0]);
	collect_close(&c);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void
taken(void **state)
{
	static const char text[] =
	    "%YAML 1.1\n---\n# comment\nmap:\n"
	    "  a: 010\n  \"b\": 'x'\nlist: [1, {c: d},\n  [e]]\n"
	    "block: |\n  two\n  lines\nempty:\nnone: ~\nword: null\n"
	    "quoted: \"\"\nnull quoted: 'null'\n\xc3\xa9: "
	    "\"\\u00e9\\n\"\n...\n";
	const struct ynode *map, *list;
	struct ynode *root;
	struct collect c;

	(void)state;
	collect_open(&c);
	root = read_text(text, sizeof text - 1, &c);
	assert_non_null(root);
	assert_int_equal(root->kind, YNODE_MAP);
	assert_int_equal(root->line, 4);
	map = ynode_get(root, "map");
	assert_int_equal(map->kind, YNODE_MAP);
	assert_string_equal(ynode_get(map, "a")->text, "010");
	assert_int_equal(ynode_get(map, "a")->line, 5);
	assert_false(ynode_get(map, "a")->quoted);
	assert_true(ynode_get(map, "b")->quoted);
	assert_int_equal(map->item[2].line, 6);
	list = ynode_get(root, "list");
	assert_int_equal(list->kind, YNODE_LIST);
	assert_int_equal(list->n, 3);
	assert_string_equal(ynode_get(&list->item[1], "c")->text, "d");
	assert_int_equal(list->item[2].line, 8);
	assert_string_equal(ynode_get(root, "block")->text, "two\nlines\n");
	assert_true(ynode_is_null(ynode_get(root, "empty")));
	assert_true(ynode_is_null(ynode_get(root, "none")));
	assert_true(ynode_is_null(ynode_get(root, "word")));
	assert_false(ynode_is_null(ynode_get(root, "quoted")));
	assert_false(ynode_is_null(ynode_get(root, "null quoted")));
	assert_false(ynode_is_null(map));
	assert_string_equal(ynode_get(root, "\xc3\xa9")->text, "\xc3\xa9\n");
	assert_int_equal(ynode_get(root, "\xc3\xa9")->len, 3);
	assert_null(ynode_get(root, "nothing"));
	ynode_free(root);
	ynode_free(NULL);
	collect_close(&c);
}

static void
roots(void **state)
{
	struct ynode *root;
	struct collect c;

	(void)state;
	collect_open(&c);
	root = read_text("- a\n- b: c\n", 11, &c);
	assert_non_null(root);
	assert_int_equal(root->kind, YNODE_LIST);
	assert_int_equal(root->n, 2);
	ynode_free(root);
	root = read_text("text\n", 5, &c);
	assert_int_equal(root->kind, YNODE_SCALAR);
	ynode_free(root);
	root = read_text("---\n", 4, &c);
	assert_true(ynode_is_null(root));
	ynode_free(root);
	root = read_text("[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]\n", 32, &c);
	assert_non_null(root);
	ynode_free(root);
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused),
		cmocka_unit_test(very_deep),
		cmocka_unit_test(no_file),
		cmocka_unit_test(slow_pipe),
		cmocka_unit_test(taken),
		cmocka_unit_test(roots),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
