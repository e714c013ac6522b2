/*
 * Fuzz target: where a document or a database is.
 */
#include "fuzz.h"

#include <string.h>

#include "base/url.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct why why = { "" };
	char *text = malloc(size + 1);

	FUZZ_CHECK(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	if (url_check(text, size, &why)) {
		FUZZ_CHECK(strlen(text) == size);
		if (url_scheme(text) == URL_FILE)
			FUZZ_CHECK(url_path(text)[0] == '/');
		else
			url_is_loopback(text);
	} else {
		FUZZ_CHECK(why.text[0] != '\0');
	}
	if (database_check(text, size, &why))
		FUZZ_CHECK(strlen(text) == size);
	free(text);
	return 0;
}
