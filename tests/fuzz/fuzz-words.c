/*
 * Fuzz target: a line that somebody typed into peer-shell.  Its words lie in
 * it, in order, and none has what would end a line.
 */
#include "fuzz.h"

#include <string.h>

#include "peer-shell/shell-words.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct shell_words words;
	struct why why = { "" };
	char *line = malloc(size + 1);
	bool ok;

	FUZZ_CHECK(line != NULL);
	if (size > 0)
		memcpy(line, data, size);
	line[size] = '\0';
	size = strlen(line);
	ok = words_split(&words, line, &why);
	FUZZ_CHECK(ok == (why.text[0] == '\0'));
	for (size_t i = 0; ok && i < words.n; i++) {
		FUZZ_CHECK(words.v[i] >= line && words.v[i] <= line + size);
		FUZZ_CHECK(words.v[i] + strlen(words.v[i]) <= line + size);
		FUZZ_CHECK(i == 0 || words.v[i] > words.v[i - 1]);
	}
	free(line);
	return 0;
}
