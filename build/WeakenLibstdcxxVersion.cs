using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Lets TorchSharp's libLibTorchSharp.so load on systems whose libstdc++ is older than the one it was linked against (Debian 12,
/// Ubuntu 22.04). The library requires version GLIBCXX_3.4.32 of libstdc++. The only symbol of that version is
/// std::ios_base_library_init, and no relocation of the file refers to it, so nothing ever calls it. The requirement can therefore be
/// marked weak (VER_FLG_WEAK, ELF gABI "Symbol Versioning"), which makes the loader ignore it. Changes only the copy in the output
/// folder, and only if the system's own libstdc++ lacks the version.
/// </summary>
/// <remarks>
/// Upstream: TorchSharp (0.107.0). https://github.com/dotnet/TorchSharp/issues/218 (closed) is about the same kind of requirement; this
/// version is not reported upstream as of 2026-11. Remove when TorchSharp's package no longer requires GLIBCXX_3.4.32, or when the
/// oldest supported system has GCC 13's libstdc++.
/// </remarks>
public class WeakenLibstdcxxVersion : Task
{
    const string Version = "GLIBCXX_3.4.32";
    const uint SectionVersionNeed = 0x6ffffffe; // SHT_GNU_verneed
    const ushort WeakFlag = 2; // VER_FLG_WEAK

    static readonly string[] SystemLibraries =
    {
        "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/lib64/libstdc++.so.6", "/usr/lib64/libstdc++.so.6", "/usr/lib/libstdc++.so.6",
    };

    /// <summary>The copy of libLibTorchSharp.so to change.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>Changes the library; true if the build can go on.</summary>
    public override bool Execute()
    {
        var system = SystemLibraries.FirstOrDefault(File.Exists);
        if (system == null || IndexOf(File.ReadAllBytes(system), Encoding.ASCII.GetBytes(Version + "\0")) >= 0)
            return true;

        var elf = File.ReadAllBytes(Library);
        var entry = FindVersionEntry(elf);
        if (entry < 0)
        {
            Log.LogWarning("{0} does not require {1} and was not changed.", Library, Version);
            return true;
        }
        var flags = BitConverter.ToUInt16(elf, entry + 4);
        if ((flags & WeakFlag) != 0)
            return true;
        BitConverter.GetBytes((ushort)(flags | WeakFlag)).CopyTo(elf, entry + 4);

        // Writes a new file and renames it, because the library may be a hard link into the package folder. Keeps the time stamp, so that
        // the next build does not copy the package's file again.
        var time = File.GetLastWriteTimeUtc(Library);
        var changed = Library + ".changed";
        File.WriteAllBytes(changed, elf);
        File.SetLastWriteTimeUtc(changed, time);
        File.Delete(Library);
        File.Move(changed, Library);
        return true;
    }

    /// <summary>Finds the offset of the Elf64_Vernaux entry named <see cref="Version"/>; -1 if there is none.</summary>
    static int FindVersionEntry(byte[] elf)
    {
        var sections = (int)BitConverter.ToUInt64(elf, 0x28);
        var sectionSize = BitConverter.ToUInt16(elf, 0x3A);
        var sectionCount = BitConverter.ToUInt16(elf, 0x3C);
        for (var s = 0; s < sectionCount; s++)
        {
            var section = sections + (s * sectionSize);
            if (BitConverter.ToUInt32(elf, section + 4) != SectionVersionNeed)
                continue;
            var names = sections + ((int)BitConverter.ToUInt32(elf, section + 40) * sectionSize);
            var strings = (int)BitConverter.ToUInt64(elf, names + 24);
            var need = (int)BitConverter.ToUInt64(elf, section + 24);
            while (true)
            {
                var count = BitConverter.ToUInt16(elf, need + 2);
                var entry = need + (int)BitConverter.ToUInt32(elf, need + 8);
                for (var i = 0; i < count; i++)
                {
                    var name = strings + (int)BitConverter.ToUInt32(elf, entry + 8);
                    var end = Array.IndexOf(elf, (byte)0, name);
                    if (Encoding.ASCII.GetString(elf, name, end - name) == Version)
                        return entry;
                    entry += (int)BitConverter.ToUInt32(elf, entry + 12);
                }
                var next = (int)BitConverter.ToUInt32(elf, need + 12);
                if (next == 0)
                    break;
                need += next;
            }
        }
        return -1;
    }

    static int IndexOf(byte[] text, byte[] sought)
    {
        for (var i = 0; i <= text.Length - sought.Length; i++)
        {
            var k = 0;
            while (k < sought.Length && text[i + k] == sought[k])
                k++;
            if (k == sought.Length)
                return i;
        }
        return -1;
    }
}
