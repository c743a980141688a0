// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace sessionscope::cli {

namespace {

tl::unexpected<Error> refused(const char *verb, const std::string &name, int number)
{
    // A name that is of no file, or of none that can be one, is a mistake of who gave it.
    const bool isWrongName = number == ENOENT || number == EISDIR;
    const ErrorCode code
        = isWrongName && std::strcmp(verb, "read") == 0 ? ErrorCode::NotFound : ErrorCode::Io;
    return fail(code, std::string("cannot ") + verb + " the file: " + std::strerror(number), name,
                "check its name and permissions");
}

} // namespace

bool fileExists(const std::string &name)
{
    std::error_code error;
    return std::filesystem::is_regular_file(name, error);
}

Result<std::string> readFile(const std::string &name)
{
    constexpr std::size_t kMost = 1U << 30U; // a device may have no end
    auto text = readStartOfFile(name, kMost + 1);
    if (text && text->size() > kMost)
        return refused("read", name, EFBIG);
    return text;
}

Result<std::string> readStartOfFile(const std::string &name, std::size_t most)
{
    std::error_code error;
    if (std::filesystem::is_directory(name, error))
        return refused("read", name, EISDIR);
    errno = 0;
    std::ifstream file(name, std::ios::binary);
    if (!file)
        return refused("read", name, errno);
    std::string text;
    std::array<char, 65'536> block;
    while (file && text.size() < most) {
        file.read(block.data(), static_cast<std::streamsize>(std::min(block.size(), most - text.size())));
        text.append(block.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad())
        return refused("read", name, EIO);
    return text;
}

Result<void> writeFile(const std::string &name, std::string_view text)
{
    errno = 0;
    std::ofstream file(name, std::ios::binary | std::ios::trunc);
    if (!file)
        return refused("write", name, errno);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file)
        return refused("write", name, errno != 0 ? errno : EIO);
    return {};
}

Result<void> writePrivateFile(const std::string &name, std::string_view text)
{
    const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return refused("write", name, errno);
    const int changed = ::fchmod(file, S_IRUSR | S_IWUSR); // an older file may have been open to all
    const int number = errno;
    ::close(file);
    if (changed != 0)
        return refused("write", name, number);
    return writeFile(name, text);
}

} // namespace sessionscope::cli
