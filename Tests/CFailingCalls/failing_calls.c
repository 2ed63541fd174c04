// SPDX-License-Identifier: GPL-3.0-or-later
// A library that lets the n-th call on a stick's files fail, in place of the file system: the whole
// program meets the fault, and nothing in it is made for the test. It is named to the dynamic linker
// by LD_PRELOAD, and told by the environment:
//   FAILING_FOLDER  the folder that plays the stick; calls on it and below it are counted
//   FAILING_CALL    which one fails, from 1, in each process by itself
//   FAILING_ONCE    1: that one alone, as a damage; else all from it on, as a stick pulled out
//   FAILING_LOG     a file that grows by a byte where a call failed
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static int calls;

static int is_below(const char *folder, const char *path) {
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == 0 || path[length] == '/');
}

/// Whether a path, or what a descriptor is open on, belongs to the stick.
static int is_stick(int descriptor, const char *path) {
  const char *folder = getenv("FAILING_FOLDER");
  if (!folder) return 0;
  if (path && path[0] == '/') return is_below(folder, path);
  if (descriptor < 0) return 0;
  char link[64], target[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = syscall(SYS_readlinkat, AT_FDCWD, link, target, sizeof target - 1);
  if (count < 0) return 0;
  target[count] = 0;
  return is_below(folder, target);
}

/// Whether this call fails; errno is then set.
static int fails(int descriptor, const char *path) {
  int before = errno;
  int is_hit = 0;
  if (is_stick(descriptor, path)) {
    const char *wanted = getenv("FAILING_CALL");
    const char *once = getenv("FAILING_ONCE");
    int number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    int is_once = once && once[0] == '1';
    int call = wanted ? atoi(wanted) : 0;
    is_hit = call > 0 && (is_once ? number == call : number >= call);
    if (is_hit) {
      const char *log = getenv("FAILING_LOG");
      int file = log ? (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND) : -1;
      if (file >= 0) {
        syscall(SYS_write, file, ".", 1);
        syscall(SYS_close, file);
      }
      errno = is_once ? EIO : ENODEV;
      return 1;
    }
  }
  errno = before;
  return 0;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                             \
  int name(const char *path, int flags, ...) {                 \
    va_list rest;                                              \
    va_start(rest, flags);                                     \
    int mode = va_arg(rest, int);                              \
    va_end(rest);                                              \
    if (fails(-1, path)) return -1;                            \
    REAL(name);                                                \
    return real(path, flags, mode);                            \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                           \
  int name(int folder, const char *path, int flags, ...) {     \
    va_list rest;                                              \
    va_start(rest, flags);                                     \
    int mode = va_arg(rest, int);                              \
    va_end(rest);                                              \
    if (fails(folder, path)) return -1;                        \
    REAL(name);                                                \
    return real(folder, path, flags, mode);                    \
  }
OPENAT(openat)
OPENAT(openat64)

#define CALL(result, failed, name, descriptor, path, parameters, arguments) \
  result name parameters {                                                  \
    if (fails(descriptor, path)) return failed;                             \
    REAL(name);                                                             \
    return real arguments;                                                  \
  }
CALL(DIR *, NULL, opendir, -1, path, (const char *path), (path))
CALL(DIR *, NULL, fdopendir, file, NULL, (int file), (file))
CALL(struct dirent *, NULL, readdir, dirfd(stream), NULL, (DIR * stream), (stream))
CALL(struct dirent64 *, NULL, readdir64, dirfd(stream), NULL, (DIR * stream), (stream))
CALL(ssize_t, -1, read, file, NULL, (int file, void *bytes, size_t count), (file, bytes, count))
CALL(ssize_t, -1, write, file, NULL, (int file, const void *bytes, size_t count),
     (file, bytes, count))
CALL(int, -1, fsync, file, NULL, (int file), (file))
CALL(int, -1, fstat, file, NULL, (int file, struct stat *status), (file, status))
CALL(int, -1, stat, -1, path, (const char *path, struct stat *status), (path, status))
CALL(int, -1, lstat, -1, path, (const char *path, struct stat *status), (path, status))
CALL(int, -1, fstatat, folder, path,
     (int folder, const char *path, struct stat *status, int flags),
     (folder, path, status, flags))
CALL(int, -1, fstatvfs, file, NULL, (int file, struct statvfs *status), (file, status))
CALL(int, -1, access, -1, path, (const char *path, int mode), (path, mode))
CALL(int, -1, mkdirat, folder, path, (int folder, const char *path, mode_t mode),
     (folder, path, mode))
CALL(int, -1, unlinkat, folder, path, (int folder, const char *path, int flags),
     (folder, path, flags))
CALL(int, -1, renameat, from, old, (int from, const char *old, int to, const char *new),
     (from, old, to, new))
