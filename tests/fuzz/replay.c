/*
 * replay FOLDER ...: gives every file of the folders to a fuzz target, for
 * where there is no fuzzer: a TAP line each.  Without an argument it takes
 * the corpus of the target that it was built for.
 */
#include <dirent.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

static void
replay(const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t cap = 1 << 20, n;
	uint8_t *data = malloc(cap);

	if (f == NULL || data == NULL)
		err(1, "%s", path);
	n = fread(data, 1, cap, f);
	if (ferror(f) || n == cap)
		errx(1, "%s: can not be read, or is over 1 MiB", path);
	fclose(f);
	/* Of just that size: one byte more is the sanitizer's. */
	data = realloc(data, n > 0 ? n : 1);
	if (data == NULL)
		err(1, NULL);
	LLVMFuzzerTestOneInput(data, n);
	free(data);
}

static unsigned
replay_folder(const char *folder, unsigned done)
{
	struct dirent **names;
	char path[4096];
	int n = scandir(folder, &names, NULL, alphasort);

	if (n < 0)
		err(1, "%s", folder);
	for (int i = 0; i < n; i++) {
		if (names[i]->d_name[0] != '.') {
			snprintf(path, sizeof path, "%s/%s", folder,
			    names[i]->d_name);
			replay(path);
			printf("ok %u - %s\n", ++done, names[i]->d_name);
		}
		free(names[i]);
	}
	free(names);
	return done;
}

int
main(int argc, char **argv)
{
	const char *top = getenv("TOP_SRCDIR");
	char own[4096];
	unsigned done = 0;

	snprintf(own, sizeof own, "%s/tests/fuzz/" CORPUS,
	    top != NULL ? top : ".");
	if (argc < 2)
		done = replay_folder(own, 0);
	for (int i = 1; i < argc; i++)
		done = replay_folder(argv[i], done);
	printf("1..%u\n", done);
	return done > 0 ? 0 : 1;
}
