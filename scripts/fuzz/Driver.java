import java.io.*;
import java.lang.reflect.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

import tla2sany.semantic.ExprNode;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.IValue;
import tlc2.value.impl.ModelValue;
import util.InternTable;
import util.SimpleFilenameToStream;
import util.ToolIO;
import util.UniqueString;

/**
 * Asks the official TLC many questions in one JVM. Reads one request a line, answers one line each (escaped):
 *
 *   values FOLDER SPEC   evaluates every ASSUME of the module by itself: one line `V text` or `X error` each, then `.`
 *   check FOLDER SPEC    runs TLC on SPEC.tla and SPEC.cfg as its command line would: `C exitcode output`
 *
 * TLC was made to run once. Its table of names (which decides the order of strings) is put back after each request.
 */
public final class Driver {
  private static PrintStream answers;
  private static Object[] kept;
  private static int runs;

  public static void main(String[] args) throws Exception {
    answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      String[] words = line.split(" ");
      try {
        switch (words[0]) {
          case "values": values(words[1], words[2]); break;
          case "check": check(words[1], words[2]); break;
          case "keep": keepNames(); answers.println("."); break;
          default: answers.println("E unknown request");
        }
      } catch (Throwable error) {
        answers.println("E " + escape(describe(error)));
      }
      answers.flush();
      if (kept != null) restoreNames();
    }
    System.exit(0);
  }

  private static void values(String folder, String spec) throws Exception {
    ByteArrayOutputStream output = capture(folder);
    ITool tool;
    try {
      tool = new FastTool(folder, spec, spec, new SimpleFilenameToStream(folder));
    } catch (Throwable error) {
      answers.println("P " + escape(describe(error) + "\n" + output.toString("UTF-8")));
      return;
    }
    for (ExprNode assumption : tool.getAssumptions()) answers.println(value(tool, assumption));
    answers.println(".");
  }

  /** Now and then a set is drawn that is too large: an expression has a few seconds, and a stack of its own. */
  @SuppressWarnings({"deprecation", "removal"})
  private static String value(ITool tool, ExprNode expression) throws InterruptedException {
    String[] answer = {"X TLC did not answer in time"};
    Thread evaluation = new Thread(null, () -> answer[0] = evaluate(tool, expression), "evaluation", 1 << 23);
    evaluation.setDaemon(true);
    evaluation.start();
    evaluation.join(5000);
    if (evaluation.isAlive()) evaluation.stop();
    return answer[0];
  }

  private static String evaluate(ITool tool, ExprNode expression) {
    try {
      IValue value = tool.eval(expression, Context.Empty, TLCState.Empty);
      // As in a state: fields of a record, for instance, then have their order.
      value.deepNormalize();
      return "V " + escape(value.toString());
    } catch (ThreadDeath death) {
      return "X TLC did not answer in time";
    } catch (Throwable error) {
      return "X " + escape(describe(error));
    }
  }

  private static void check(String folder, String spec) throws Exception {
    ByteArrayOutputStream output = capture(folder);
    TLCGlobals.mainChecker = null;
    TLCGlobals.simulator = null;
    TLCGlobals.continuation = false;
    TLCGlobals.setNumWorkers(1);
    // A violation of liveness is remembered here, and would be reported again by every later run.
    Field found = Class.forName("tlc2.tool.liveness.LiveWorker").getDeclaredField("errFoundByThread");
    found.setAccessible(true);
    found.setInt(null, -1);
    // TLC names its folder after the second it starts in: each run needs a place of its own.
    File meta = new File(folder, "meta" + ++runs);
    TLC tlc = new TLC();
    tlc.handleParameters(new String[] {
      "-tool", "-workers", "1", "-fpmem", "0.02", "-metadir", meta.getPath(), "-checkpoint", "0", "-fp", "0",
      "-config", folder + "/" + spec + ".cfg", folder + "/" + spec,
    });
    tlc.setResolver(new SimpleFilenameToStream(folder));
    int exit = EC.ExitStatus.errorConstantToExitStatus(tlc.process());
    delete(meta);
    answers.println("C " + exit + " " + escape(output.toString("UTF-8")));
  }

  private static void delete(File file) {
    File[] inside = file.listFiles();
    if (inside != null) for (File each : inside) delete(each);
    file.delete();
  }

  private static ByteArrayOutputStream capture(String folder) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(output, true, "UTF-8");
    ToolIO.reset();
    ToolIO.setMode(ToolIO.SYSTEM);
    ToolIO.setUserDir(folder);
    ToolIO.out = stream;
    ToolIO.err = stream;
    return output;
  }

  private static String describe(Throwable error) {
    String text = error.getClass().getSimpleName() + ": " + error.getMessage();
    return text.length() > 2000 ? text.substring(0, 2000) : text;
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "");
  }

  private static void keepNames() throws Exception {
    Field[] fields = InternTable.class.getDeclaredFields();
    kept = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (Modifier.isStatic(fields[i].getModifiers())) continue;
      fields[i].setAccessible(true);
      Object value = fields[i].get(UniqueString.internTbl);
      kept[i] = value instanceof UniqueString[] ? ((UniqueString[]) value).clone() : value;
    }
  }

  private static void restoreNames() throws Exception {
    Field[] fields = InternTable.class.getDeclaredFields();
    for (int i = 0; i < fields.length; i++) {
      if (Modifier.isStatic(fields[i].getModifiers())) continue;
      fields[i].setAccessible(true);
      Object value = kept[i];
      if (value instanceof UniqueString[]) {
        UniqueString[] table = ((UniqueString[]) value).clone();
        for (UniqueString name : table) if (name != null) name.setLoc(-1);
        value = table;
      }
      fields[i].set(UniqueString.internTbl, value);
    }
  }
}
