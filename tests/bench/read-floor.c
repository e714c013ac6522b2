/*
 * The floor under registry-parse: lists the folders of a registry's data
 * directory and opens, reads and closes each file, in one thread, and does
 * nothing with what it read.  "read-floor DIRECTORY" prints the bytes.
 */
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static char text[4 * 1024 * 1024];

static unsigned long
read_file(int dir, const char *name)
{
	unsigned long bytes = 0;
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		err(1, "%s", name);
	n = read(fd, text, sizeof text);
	if (n < 0)
		err(1, "%s", name);
	bytes += (unsigned long)n;
	close(fd);
	return bytes;
}

static unsigned long
read_folder(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *d;
	unsigned long bytes = 0;

	if (dir == NULL)
		err(1, "%s", name);
	while ((d = readdir(dir)) != NULL) {
		if (d->d_name[0] == '.')
			continue;
		if (d->d_type == DT_DIR)
			bytes += read_folder(fd, d->d_name);
		else
			bytes += read_file(fd, d->d_name);
	}
	closedir(dir);
	return bytes;
}

int
main(int argc, char **argv)
{
	if (argc != 2)
		errx(2, "usage: read-floor DIRECTORY");
	printf("%lu\n", read_folder(AT_FDCWD, argv[1]));
	return 0;
}
