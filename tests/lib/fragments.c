/* Unit tests: fragments, written and read. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "collect.h"
#include "scratch.h"
#include "stream/fragin.h"
#include "stream/fragout.h"

/* Two sets as the renderers write them; the caller frees the text. */
static struct buf
two_sets(void)
{
	struct buf b = { 0 };
	struct fragout out;
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	fragout_begin(&out, f, "wireguard");
	fragout_file(&out, "wg-b.conf", 0600);
	fragout_depends(&out, "/etc/wireguard/private.key");
	fragout_depends(&out, "/etc/wireguard/psk");
	fputs("[Interface]\n#comment\n\n[Peer]\n", f);
	fragout_file(&out, "wg-a.conf", 0600);
	fputs("\n", f);
	fragout_end(&out);
	fragout_begin(&out, f, "bird");
	fragout_file(&out, "bird.conf", 0640);
	fragout_count(&out, "roa", 7);
	fputs("# %\n", f);
	fragout_file(&out, "sub/peers.conf", 0644);
	fragout_count(&out, "peer", 34);
	fragout_count(&out, "roa", 4);
	fragout_revision(&out, &(struct revision){ 0 });
	fragout_revision(&out, &(struct revision){ 1763633096 });
	fragout_session(&out, "ebgp_as64512_v6", "hold=240 role=peer");
	fragout_session(&out, "ebgp_as64513_v6", "");
	fragout_file(&out, "empty.conf", 0640);
	fragout_end(&out);
	assert_int_equal(fclose(f), 0);
	buf_add(&b, text, n);
	free(text);
	return b;
}

static void
check_wireguard(const struct fragments *fr)
{
	const struct frag_set *set = fragments_set(fr, "wireguard");
	const struct frag_file *file;

	assert_non_null(set);
	assert_int_equal(set->n, 2);
	assert_true(slice_is(set->file[0].path, "wireguard/wg-a.conf"));
	file = fragments_file(fr, "wireguard/wg-b.conf");
	assert_ptr_equal(file, &set->file[1]);
	assert_int_equal(file->mode, 0600);
	assert_true(slice_is(file->head,
	    "#% depends /etc/wireguard/private.key\n"
	    "#% depends /etc/wireguard/psk\n"));
	assert_true(slice_is(file->body, "[Interface]\n#comment\n\n[Peer]\n"));
	assert_int_equal(file->ndepends, 2);
	assert_true(slice_is(file->depends[0], "/etc/wireguard/private.key"));
	assert_true(slice_is(file->depends[1], "/etc/wireguard/psk"));
	assert_true(slice_is(set->file[0].body, "\n"));
	assert_true(slice_is(set->file[0].head, ""));
}

static void
check_bird(const struct fragments *fr)
{
	const struct frag_set *set = fragments_set(fr, "bird");
	const struct frag_file *file;

	assert_non_null(set);
	assert_int_equal(set->n, 3);
	file = fragments_file(fr, "bird/sub/peers.conf");
	assert_non_null(file);
	assert_int_equal(file->mode, 0644);
	assert_true(slice_is(file->head,
	    "#% count peer 34\n"
	    "#% count roa 4\n"
	    "#% revision 2025-11-20T10:04:56Z\n"
	    "#% session ebgp_as64512_v6 hold=240 role=peer\n"
	    "#% session ebgp_as64513_v6 \n"));
	assert_true(fr->registry.time == 1763633096);
	assert_int_equal(file->nsession, 2);
	assert_true(slice_is(file->session[0].name, "ebgp_as64512_v6"));
	assert_true(slice_is(file->session[0].settings, "hold=240 role=peer"));
	assert_true(slice_is(file->session[1].settings, ""));
	assert_true(slice_is(file->body, ""));
	file = fragments_file(fr, "bird/bird.conf");
	assert_true(slice_is(file->head, "#% count roa 7\n"));
	assert_true(slice_is(file->body, "# %\n"));
	file = fragments_file(fr, "bird/empty.conf");
	assert_true(slice_is(file->head, ""));
	assert_true(slice_is(file->body, ""));
	assert_int_equal(fragments_count(set, "roa"), 11);
	assert_int_equal(fragments_count(set, "peer"), 34);
	assert_int_equal(fragments_count(set, "session"), 0);
}

static void
round_trip(void **state)
{
	struct buf text = two_sets();
	struct fragments fr;
	struct collect c;
	int fd = scratch_fd(text.data, text.len);

	(void)state;
	collect_open(&c);
	assert_true(fragments_read(&fr, fd, "-", 1 << 20, 10, &c.diag));
	close(fd);
	assert_int_equal(fr.n, 2);
	assert_null(fragments_set(&fr, "networkd"));
	assert_null(fragments_file(&fr, "bird/none.conf"));
	assert_null(fragments_file(&fr, "bird"));
	assert_int_equal(
	    fragments_count(fragments_set(&fr, "networkd"), "peer"), 0);
	check_wireguard(&fr);
	check_bird(&fr);
	fragments_free(&fr);
	buf_free(&text);
	collect_close(&c);
}

static bool
parses(const char *s, size_t n, struct collect *c)
{
	struct buf text = { 0 };
	struct fragments fr;
	bool ok;

	buf_add(&text, s, n);
	ok = fragments_parse(&fr, &text, "-", &c->diag);
	assert_null(text.data);
	fragments_free(&fr);
	return ok;
}

/* Complete are the whole, and the first set alone: apply asks for both. */
static void
cut_at_every_byte(void **state)
{
	struct buf text = two_sets();
	const char *second;
	struct collect c;

	(void)state;
	second = strstr(buf_cstr(&text), "#% begin bird");
	collect_open(&c);
	for (size_t n = 0; n <= text.len; n++) {
		bool whole = n == text.len || text.data + n == second;

		assert_int_equal(parses(text.data, n, &c), whole);
		assert_int_equal(c.text.len == 0, whole);
		c.text.len = 0;
	}
	collect_close(&c);
	buf_free(&text);
}

#define B "#% begin bird 1\n"
#define F "#% file bird/a 0640\n#% count peer 1\n"
#define OUTSIDE \
	"text outside a file (expected what wg-render and " \
	"bird-render write)"
#define SAYS(line, text) "test: -:" line ": " text "\n"

#define RECORDS \
	"records (expected fragments, as wg-render and bird-render " \
	"write them)"
#define E_NAME \
	"a file name that is not allowed (expected SET/NAME of a-z " \
	"0-9 . _ -, no part starting with a dot)"
#define E_MODE "a mode that is not 0600, 0640 or 0644"
#define E_SET \
	"an unknown set or version (expected bird 1, wireguard 1 or " \
	"networkd 1)"
#define E_WORD \
	"unknown framing (expected begin, file, count, member, " \
	"leave, revision, session, table, depends, copy or end)"
#define E_HEAD "framing that does not stand right below its file line"
#define E_COPY \
	"a copy whose name is not that of its source (expected " \
	"SET/copy/HASH)"
#define E_COUNT "expected \"count WHAT NUMBER\""
#define E_SESSION "expected \"session NAME SETTING=VALUE ...\""
#define E_PATH \
	" (expected an absolute path of letters, digits and . _ @ + " \
	"-, at most 255 long)"
#define E_FILES \
	"the set's end counts other files than came (is the stream " \
	"whole?)"
#define E_BYTE "a control byte or bad UTF-8"

static const struct {
	const char *text, *said;
} refusals[] = {
	{ "",
	    "test: -: empty (expected fragments; did the stage before this "
	    "one fail?)\n" },
	{ "\n", SAYS("1", OUTSIDE) },
	{ "x\n" B, SAYS("1", OUTSIDE) },
	{ B "x\n", SAYS("2", OUTSIDE) },
	{ B F "#% end bird 1\nx\n", SAYS("5", OUTSIDE) },
	{ "%begin birdfeed-records 1\n", "test: -: " RECORDS "\n" },
	{ "\n%begin birdfeed-records 1\n", "test: -: " RECORDS "\n" },
	{ "\n%begin birdfeed-", SAYS("1", OUTSIDE) },
	{ B F "#% end bird 1", SAYS("4", "the stream ends within a line") },
	{ B F "x\n",
	    SAYS("4",
		"the stream ends within a set (did the stage "
		"before this one fail?)") },
	{ "#%\n", SAYS("1", "unknown framing") },
	{ "#% \n", SAYS("1", "unknown framing") },
	{ "#%begin bird 1\n", SAYS("1", "unknown framing") },
	{ "#% x\n", SAYS("1", E_WORD) },
	{ "#% Begin bird 1\n", SAYS("1", E_WORD) },
	{ "#%  begin bird 1\n", SAYS("1", E_WORD) },
	{ B F "#% comment\n", SAYS("4", E_WORD) },
	{ "#% begin\n", SAYS("1", E_SET) },
	{ "#% begin bird\n", SAYS("1", E_SET) },
	{ "#% begin bird 2\n", SAYS("1", E_SET) },
	{ "#% begin bird 1 \n", SAYS("1", E_SET) },
	{ "#% begin birds 1\n", SAYS("1", E_SET) },
	{ "#% begin  1\n", SAYS("1", E_SET) },
	{ B B, SAYS("2", "a set begins in a set (expected its end)") },
	{ B F "#% end bird 1\n" B, SAYS("5", "this set was there before") },
	{ "#% file bird/a 0640\n", SAYS("1", "a file outside a set") },
	{ B F "#% end bird 1\n#% file bird/b 0640\n",
	    SAYS("5", "a file outside a set") },
	{ B "#% file bird/a\n", SAYS("2", E_MODE) },
	{ B "#% file bird/a 0777\n", SAYS("2", E_MODE) },
	{ B "#% file bird/a 640\n", SAYS("2", E_MODE) },
	{ B "#% file bird/a 0640 \n", SAYS("2", E_MODE) },
	{ B "#% file wireguard/a 0640\n", SAYS("2", E_NAME) },
	{ B "#% file birdx/a 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/ 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird 0640\n", SAYS("2", E_NAME) },
	{ B "#% file /bird/a 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/../a 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/a/.. 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/.a 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/a//b 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird//a 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/a/ 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/A 0640\n", SAYS("2", E_NAME) },
	{ B "#% file bird/a\"b 0640\n", SAYS("2", E_NAME) },
	{ B "#% file  0640\n", SAYS("2", E_NAME) },
	{ B F F "#% end bird 2\n", SAYS("6", "the set holds one file twice") },
	{ B F "#% file bird/a/b/c 0640\n#% file bird/a-b 0640\n"
	      "#% end bird 3\n",
	    SAYS("6",
		"the set holds a file and a folder "
		"of one name") },
	{ B "#% count peer 1\n", SAYS("2", E_HEAD) },
	{ B F "x\n#% count peer 1\n", SAYS("5", E_HEAD) },
	{ B F "\n#% depends /a\n", SAYS("5", E_HEAD) },
	{ B F "#% end bird 1\n#% session a b=c\n", SAYS("5", E_HEAD) },
	{ B F "#% count peer\n", SAYS("4", E_COUNT) },
	{ B F "#% count peer -1\n", SAYS("4", E_COUNT) },
	{ B F "#% count peer 01\n", SAYS("4", E_COUNT) },
	{ B F "#% count peer 4294967296\n", SAYS("4", E_COUNT) },
	{ B F "#% count Peer 1\n", SAYS("4", E_COUNT) },
	{ B F "#% count  1\n", SAYS("4", E_COUNT) },
	{ B F "#% session\n", SAYS("4", E_SESSION) },
	{ B F "#% session a-b c=d\n", SAYS("4", E_SESSION) },
	{ B F "#% depends\n", SAYS("4", "empty" E_PATH) },
	{ B F "#% depends a/b\n", SAYS("4", "\"a/b\"" E_PATH) },
	{ B F "#% depends /a/../b\n", SAYS("4", "\"/a/../b\"" E_PATH) },
	{ B F "#% copy /a\n", SAYS("4", E_COPY) },
	{ B F "#% copy a\n", SAYS("4", "\"a\"" E_PATH) },
	{ B F "x\n#% copy /a\n", SAYS("5", E_HEAD) },
	{ B F "#% depends /a b\n", SAYS("4", "\"/a b\"" E_PATH) },
	{ "#% end bird 0\n", SAYS("1", "a set ends that was not begun") },
	{ B F "#% end wireguard 1\n",
	    SAYS("4", "another set than the open one ends") },
	{ B F "#% end bird\n", SAYS("4", E_FILES) },
	{ B F "#% end bird 0\n", SAYS("4", E_FILES) },
	{ B F "#% end bird 2\n", SAYS("4", E_FILES) },
	{ B F "#% end bird 01\n", SAYS("4", E_FILES) },
	{ B F "#% end bird 1 \n", SAYS("4", E_FILES) },
	{ B "#% end bird 0\n", SAYS("2", "a bird set without a count") },
	{ B "#% file bird/a 0640\nx\n#% end bird 1\n",
	    SAYS("4", "a bird set without a count") },
	{ B F "x\r\n", SAYS("4", E_BYTE) },
	{ B F "x\x1b[0m\n", SAYS("4", E_BYTE) },
	{ B F "x\x7f\n", SAYS("4", E_BYTE) },
	{ B F "x\xff\n", SAYS("4", E_BYTE) },
	{ B F "\xed\xa0\x80\n", SAYS("4", E_BYTE) },
};

static void
what_is_refused(void **state)
{
	static const char nul[] = B F "x\0y\n";
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		const char *text = refusals[i].text;

		assert_false(parses(text, strlen(text), &c));
		collect_said(&c, refusals[i].said);
	}
	assert_false(parses(nul, sizeof nul - 1, &c));
	collect_said(&c, SAYS("4", E_BYTE));
	collect_close(&c);
}

static void
what_is_taken(void **state)
{
	static const char *const rows[] = {
		"#% begin wireguard 1\n#% end wireguard 0\n",
		"#% begin networkd 1\n#% end networkd 0\n",
		B F "#% end bird 1\n",
		B F "# %\n #% end bird 1\n\ttab \xc3\xa9\n#% end bird 1\n",
		B F "#% file bird/a-b/c.d_e 0644\n#% end bird 2\n",
	};
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(parses(rows[i], strlen(rows[i]), &c));
	collect_close(&c);
}

/* Files by the hundred, in no order, are found. */
static void
many_files(void **state)
{
	struct buf text = { 0 };
	struct fragments fr;
	struct collect c;

	(void)state;
	buf_str(&text, B);
	for (unsigned i = 0; i < 1000; i++)
		buf_printf(&text,
		    "#%% file bird/f%u 0640\n"
		    "#%% count peer %u\n#%% session s%u a=b\n%u\n",
		    i * 7919 % 1000, i, i, i * 7919 % 1000);
	buf_str(&text, "#% end bird 1000\n");
	collect_open(&c);
	assert_true(fragments_parse(&fr, &text, "-", &c.diag));
	for (unsigned i = 0; i < 1000; i++) {
		struct buf path = { 0 }, body = { 0 };
		const struct frag_file *file;

		buf_printf(&path, "bird/f%u", i);
		buf_printf(&body, "%u\n", i);
		file = fragments_file(&fr, buf_cstr(&path));
		assert_non_null(file);
		assert_true(slice_is(file->body, buf_cstr(&body)));
		buf_free(&path);
		buf_free(&body);
	}
	assert_int_equal(fragments_count(&fr.set[0], "peer"), 999 * 1000 / 2);
	fragments_free(&fr);
	collect_close(&c);
}

static void
too_long_or_too_slow(void **state)
{
	struct buf text = two_sets();
	struct fragments fr;
	struct collect c;
	int fd = scratch_fd(text.data, text.len), ends[2];

	(void)state;
	collect_open(&c);
	assert_false(fragments_read(&fr, fd, "-", text.len - 1, 0, &c.diag));
	collect_said(&c, "test: -: the stream is too long\n");
	fragments_free(&fr);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_true(fragments_read(&fr, fd, "-", text.len, 0, &c.diag));
	fragments_free(&fr);
	close(fd);

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text.data, 100), 100);
	assert_false(fragments_read(&fr, ends[0], "-", 1 << 20, 1, &c.diag));
	collect_said(&c,
	    "test: -: the stream stalled (its deadline is over)\n");
	fragments_free(&fr);
	close(ends[0]);
	close(ends[1]);

	assert_false(fragments_read(&fr, -1, "-", 1 << 20, 0, &c.diag));
	collect_said(&c, "test: -: Bad file descriptor\n");
	fragments_free(&fr);
	collect_close(&c);
	buf_free(&text);
}

/* Wherever it stands in its line, which is looked at by eight at a time. */
static void
every_byte_everywhere(void **state)
{
	static const char head[] = B F, end[] = "\n#% end bird 1\n";
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t at = 0; at < 20; at++)
		for (unsigned byte = 0; byte <= 0xff; byte++) {
			char text[sizeof head + sizeof end + 20];
			char line[20];
			bool ok = (byte >= 0x20 && byte < 0x7f) ||
			    byte == '\t' || byte == '\n';

			memset(line, 'x', sizeof line);
			line[at] = (char)byte;
			memcpy(text, head, sizeof head - 1);
			memcpy(text + sizeof head - 1, line, sizeof line);
			memcpy(text + sizeof head - 1 + sizeof line, end,
			    sizeof end - 1);
			assert_int_equal(
			    parses(text,
				sizeof head - 1 + sizeof line + sizeof end - 1,
				&c),
			    ok);
			assert_int_equal(c.text.len == 0, ok);
			c.text.len = 0;
		}
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_everywhere),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(cut_at_every_byte),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(what_is_taken),
		cmocka_unit_test(many_files),
		cmocka_unit_test(too_long_or_too_slow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
