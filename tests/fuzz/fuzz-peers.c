/*
 * Fuzz target: peers in YAML.  A peer that is taken and has what it must have
 * is written as a record, which is read again and is the same record.
 */
#include "fuzz.h"

#include <string.h>

#include "base/hash.h"
#include "site/peer-source.h"
#include "stream/record.h"

static void
check(const struct peer *p, struct diag *diag)
{
	struct buf line = { 0 }, second = { 0 };
	struct place place = { "fuzz", 1 };
	struct record r = { 0 };
	struct peer again = { 0 };
	struct slice text;
	struct why why;

	peer_to_record(p, &line);
	FUZZ_CHECK(line.len > 0 && line.data[line.len - 1] == '\n');
	text = (struct slice){ line.data, line.len - 1 };
	FUZZ_CHECK(record_check(text, &why));
	record_parse(&r, text);
	if (peer_from_record(&again, &r, &place, 0, DIAG_ERROR, diag)) {
		peer_to_record(&again, &second);
		FUZZ_CHECK(line.len == second.len &&
		    memcmp(line.data, second.data, line.len) == 0);
	}
	peer_free(&again);
	record_free(&r);
	buf_free(&line);
	buf_free(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct peer_source source = { .diag = &diag };
	char path[FUZZ_PATH];
	int fd = fuzz_file(data, size);

	FUZZ_CHECK(hash_init());
	peer_source_yaml(&source, fuzz_path(path, fd));
	for (size_t i = 0; i < source.peers.n; i++)
		if (source.peers.v[i].name != NULL)
			check(&source.peers.v[i], &diag);
	peer_source_free(&source);
	close(fd);
	return 0;
}
