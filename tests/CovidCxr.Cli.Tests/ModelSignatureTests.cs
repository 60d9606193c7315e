using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>Signs model files and requires signatures, as a hospital does.</summary>
public sealed class ModelSignatureTests : IDisposable
{
    private static readonly string Sample = Path.Combine(BuiltProgram.Repository, "samples", "phantom-1-clear.png");

    private readonly TemporaryFolder folder = new();

    private string Model => folder["approved.onnx"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_signed_runs_and_nothing_else()
    {
        await SignAsync("hospital");
        (await RunAsync("predict", "--format", "csv", "--model", Model, "--require-signature", folder["hospital.public.pem"],
            Sample)).Success();
        (await RunAsync("model", "verify", Model, "--require-signature", folder["hospital.public.pem"])).Success();
        var environment = new Dictionary<string, string> { ["COVIDCXR_REQUIRE_SIGNATURE"] = folder["hospital.public.pem"] };
        (await BuiltProgram.RunAsync(environment, ["predict", "--format", "csv", "--model", Model, Sample])).Success();
        // The shipped model was not signed.
        Assert.Contains("is not signed", (await BuiltProgram.RunAsync(environment, ["predict", Sample])).OneErrorLine());

        (await RunAsync("model", "key", "--out", folder["other"])).Success();
        Assert.Contains(
            "approved.onnx.sig is not its signature by the key",
            (await RunAsync("predict", "--model", Model, "--require-signature", folder["other.public.pem"], Sample)).OneErrorLine());

        var bytes = await File.ReadAllBytesAsync(Model, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Model, bytes, TestContext.Current.CancellationToken);
        Assert.Contains(
            "is not its signature",
            (await RunAsync("predict", "--model", Model, "--require-signature", folder["hospital.public.pem"], Sample)).OneErrorLine());
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_signature_is_replaced_only_by_force()
    {
        await SignAsync("hospital");
        string[] again = ["model", "sign", Model, "--key", folder["hospital.private.pem"]];
        (await RunAsync(again)).Success();
        await File.WriteAllTextAsync(Model + ".sig", "mine", TestContext.Current.CancellationToken);
        Assert.Equal(
            $"error: {Model}.sig: exists and is not this key's signature of the model; move it elsewhere, or give --force",
            (await RunAsync(again)).OneErrorLine());
        Assert.Equal("mine", await File.ReadAllTextAsync(Model + ".sig", TestContext.Current.CancellationToken));
        (await RunAsync([.. again, "--force"])).Success();
        (await RunAsync("model", "verify", Model, "--require-signature", folder["hospital.public.pem"])).Success();
    }

    [Fact]
    public async Task A_saved_copy_tells_a_changed_digit_of_its_card()
    {
        (await RunAsync("model", "save", Model)).Success();
        (await RunAsync("model", "verify", Model)).Success();
        var bytes = await File.ReadAllBytesAsync(Model, TestContext.Current.CancellationToken);
        var limit = bytes.AsSpan().IndexOf("novelty_limit"u8);
        bytes[bytes.AsSpan(limit).IndexOf("3"u8) + limit] = (byte)'9';
        await File.WriteAllBytesAsync(Model, bytes, TestContext.Current.CancellationToken);
        Assert.Contains(
            "is damaged: its bytes do not give its checksum", (await RunAsync("predict", "--model", Model, Sample)).OneErrorLine());
    }

    [Fact]
    public async Task Openssl_verifies_the_signature()
    {
        var openssl = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(path => Path.Combine(path, "openssl")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(openssl is null, "openssl is not installed");
        await SignAsync("hospital");
        string[] arguments = ["dgst", "-sha256", "-verify", folder["hospital.public.pem"], "-signature", Model + ".sig", Model];
        using var process = BuiltProgram.Start([], arguments, openssl!);
        Assert.Equal("Verified OK\n", (await BuiltProgram.EndAsync(process)).Success());
    }

    [Fact]
    public async Task An_encrypted_key_needs_its_pass_phrase()
    {
        (await RunAsync("model", "save", Model)).Success();
        var right = new Dictionary<string, string> { ["COVIDCXR_PASSPHRASE"] = "winter" };
        (await BuiltProgram.RunAsync(right, ["model", "key", "--out", folder["locked"]])).Success();
        Assert.Contains("ENCRYPTED", await File.ReadAllTextAsync(folder["locked.private.pem"], TestContext.Current.CancellationToken));
        string[] sign = ["model", "sign", Model, "--key", folder["locked.private.pem"]];
        var wrong = new Dictionary<string, string> { ["COVIDCXR_PASSPHRASE"] = "summer" };
        Assert.EndsWith("the key cannot be read; check the pass phrase", (await BuiltProgram.RunAsync(wrong, sign)).OneErrorLine());
        Assert.False(File.Exists(Model + ".sig"));
        (await BuiltProgram.RunAsync(right, sign)).Success();
    }

    [Fact]
    public async Task Keys_and_files_that_do_not_fit_are_named()
    {
        await SignAsync("hospital");
        Assert.Contains("a key is never replaced", (await RunAsync("model", "key", "--out", folder["hospital"])).OneErrorLine());
        Assert.Contains("is not replaced", (await RunAsync("model", "save", Model)).OneErrorLine());
        Assert.Contains(
            "holds a private key; give the public one",
            (await RunAsync("model", "verify", Model, "--require-signature", folder["hospital.private.pem"])).OneErrorLine());
        Assert.Contains(
            "holds no private key", (await RunAsync("model", "sign", Model, "--key", folder["hospital.public.pem"])).OneErrorLine());
        var text = Path.Combine(BuiltProgram.Repository, "LICENSE");
        Assert.Contains("holds no public key", (await RunAsync("model", "verify", Model, "--require-signature", text)).OneErrorLine());
        Assert.Contains("missing.pem", (await RunAsync("model", "sign", Model, "--key", folder["missing.pem"])).OneErrorLine());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["hospital.private.pem"]));
    }

    private static Task<Outcome> RunAsync(params string[] arguments) => BuiltProgram.RunAsync(arguments);

    private async Task SignAsync(string key)
    {
        (await RunAsync("model", "save", Model)).Success();
        (await RunAsync("model", "key", "--out", folder[key])).Success();
        (await RunAsync("model", "sign", Model, "--key", folder[$"{key}.private.pem"])).Success();
    }
}
