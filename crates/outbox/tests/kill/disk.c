/* A disk that fails on cue. Loaded before the C library's own functions, and asked about every
 * write to a database: while the file named by ORDEAL_DISK is there, its first letter says how.
 * f: no room is left. s: what was written cannot be brought to the disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char fails(void) {
    const char *cue = getenv("ORDEAL_DISK");
    FILE *file = cue ? fopen(cue, "r") : NULL;
    if (!file) return 0;
    int how = fgetc(file);
    fclose(file);
    return how == EOF ? 0 : (char)how;
}

static int is_data(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "cohort.db") != NULL;
}

static int full(int fd) { return is_data(fd) && fails() == 'f'; }
static int stuck(int fd) { return is_data(fd) && fails() == 's'; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(error) do { errno = error; return -1; } while (0)

ssize_t write(int fd, const void *bytes, size_t count) {
    if (full(fd)) FAIL(ENOSPC);
    return REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    if (full(fd)) FAIL(ENOSPC);
    return REAL(pwrite)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    if (full(fd)) FAIL(ENOSPC);
    return REAL(pwrite64)(fd, bytes, count, at);
}

int fsync(int fd) {
    if (stuck(fd)) FAIL(EIO);
    return REAL(fsync)(fd);
}

int fdatasync(int fd) {
    if (stuck(fd)) FAIL(EIO);
    return REAL(fdatasync)(fd);
}
